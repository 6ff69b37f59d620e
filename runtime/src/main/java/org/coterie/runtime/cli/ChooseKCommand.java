package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.model.store.Decimals;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.run.ChoiceFiles;
import org.coterie.runtime.run.ChooseK;
import org.coterie.runtime.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "choose-k",
        header = "Tries numbers of clusters and chooses one, without labels.",
        description = {
            "For each k the method is fitted once for each fold: without these rows, with a seed of its own. Of the rows left"
                    + " out, columns are hidden group by group and predicted by the cluster that the visible ones point to.",
            "",
            "The rule is fixed: the smallest k within one standard error of the least error; where the error falls to the last"
                    + " k, the knee. Works with any method that has a setting k. The method's own training.mask helps DeePWAK."
        },
        footer = {
            "  coterie choose-k examples/iris.conf --k 2..8",
            "  coterie choose-k x.conf --k 2,4,8,16 --out choice"
        })
final class ChooseKCommand implements Callable<Integer> {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})\\.\\.(\\d{1,5})");

    private final Shell shell;
    private final Interruption interruption;
    private final Provider<RunConfigReader> reader;
    private final Provider<Runs> runs;

    @Parameters(paramLabel = "CONFIG", description = "A configuration whose method has a setting k.")
    private Path file = Path.of("");

    @Option(names = "--k", required = true, paramLabel = "KS", description = "Numbers of clusters: 2..10, or 2,4,8.")
    private String sizes = "";

    @Option(names = "--folds", paramLabel = "N", description = "Parts of the rows, each left out once; 5 unless said.")
    private int folds = 5;

    @Option(
            names = "--groups",
            paramLabel = "N",
            description = "Groups of columns, each hidden once; 5 unless said, fewer where there are fewer columns.")
    private int groups = 5;

    @Option(names = "--out", paramLabel = "DIR", description = "Write choose-k.csv and choose-k.json there.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change a setting. May be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Inject
    ChooseKCommand(Shell shell, Interruption interruption, Provider<RunConfigReader> reader, Provider<Runs> runs) {
        this.shell = shell;
        this.interruption = interruption;
        this.reader = reader;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        int[] tried = sizes(sizes);
        ChooseK.Settings how = new ChooseK.Settings(folds, groups);
        String method = reader.get()
                .read(file, List.copyOf(overrides))
                .method()
                .installed()
                .id();
        interruption.watch();
        ChooseK found = runs.get()
                .chooseK(k -> config(method, k), tried, how, line -> shell.err().println(line), interruption::asked);
        out.ifPresent(folder -> ChoiceFiles.write(found, folder));
        shell.out().print(json ? ChoiceFiles.json(found) : text(found));
        out.filter(folder -> !json).ifPresent(folder -> shell.out().println("\n" + folder));
        return ExitCode.OK.code();
    }

    private RunConfig config(String method, int k) {
        List<String> set = new ArrayList<>(overrides);
        set.add(method + ".k=" + k);
        return reader.get().read(file, set);
    }

    static int[] sizes(String text) {
        Matcher range = RANGE.matcher(text.strip());
        int[] found = new int[0];
        if (range.matches()) {
            found = IntStream.rangeClosed(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
                    .toArray();
        } else if (text.strip().matches("\\d{1,5}(\\s*,\\s*\\d{1,5})*")) {
            found = Pattern.compile(",")
                    .splitAsStream(text)
                    .mapToInt(k -> Integer.parseInt(k.strip()))
                    .distinct()
                    .sorted()
                    .toArray();
        }
        if (found.length == 0) {
            throw Fault.of("--k: no numbers of clusters")
                    .got(text)
                    .expected("a range such as 2..10, or a list such as 2,4,8")
                    .as(Kind.CONFIG);
        }
        return found;
    }

    private static String text(ChooseK found) {
        Columns columns = new Columns();
        columns.row(List.of("k", "masked error", "s.e.", "nothing hidden", "stability", "used"));
        for (ChooseK.Point p : found.points()) {
            columns.row(List.of(
                    p.k() + (p.k() == found.choice().size() ? " *" : ""),
                    number(p.error()),
                    number(p.standardError()),
                    number(p.open()),
                    String.format(Locale.ROOT, "%.3f", p.stability()),
                    Decimals.of(Math.round(p.used() * 10) / 10.0)));
        }
        return columns + "\nk = " + found.choice().size() + ": " + found.rule() + "\n";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
