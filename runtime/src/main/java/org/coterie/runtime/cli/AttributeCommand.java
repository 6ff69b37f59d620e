package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.run.Attributed;
import org.coterie.runtime.run.Attributing;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "attribute",
        header = "Tells by which features rows are in their clusters, for any method.",
        description =
                "Gives CSV: for each row and feature a share of the membership, behind the transforms; and a summary of each"
                        + " cluster. Prints how far the shares may be trusted, by the scores of IDC.",
        footer = {
            "  coterie attribute runs/digits",
            "  coterie attribute runs/digits --by gradient-shap --rows 200",
            "  coterie attribute runs/penguins new.csv --out why.csv"
        })
final class AttributeCommand implements Callable<Integer> {
    private static final int LISTED = 5;

    private final Shell shell;
    private final Provider<Installed> installed;

    @Parameters(index = "0", paramLabel = "RUN", description = "The folder of a run.")
    private Path folder = Path.of("");

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "Other rows than the run's own.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "NAME",
            converter = WayConverter.class,
            description =
                    "integrated-gradients, gradient-shap or kernel-shap; unless given the first if the model has gradients, else"
                            + " the last.")
    private Optional<Attributing.Way> by = Optional.empty();

    @Option(names = "--rows", paramLabel = "N", description = "Explain at most so many rows; 1000 unless given.")
    private int rows = 1000;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Steps (64), draws (256), or coalitions of features (2 m + 2048) for each row.")
    private Optional<Integer> samples = Optional.empty();

    @Option(
            names = "--background",
            paramLabel = "N",
            description = "Rows of the run to compare with: gradient-shap 100, kernel-shap 10.")
    private Optional<Integer> background = Optional.empty();

    @Option(names = "--from-zero", description = "Integrated gradients begin at zero, instead of the mean row.")
    private boolean zero;

    @Option(
            names = "--features",
            paramLabel = "N",
            description = "So many features of each row take the place of gates in the scores; 15 unless given.")
    private int features = 15;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write there, instead of attributions.csv in the run or FILE-attributions.csv here.")
    private Optional<Path> out = Optional.empty();

    @Inject
    AttributeCommand(Shell shell, Provider<Installed> installed) {
        this.shell = shell;
        this.installed = installed;
    }

    @Override
    public Integer call() {
        Attributing.Wish wish = new Attributing.Wish(by, rows, whole(samples), whole(background), zero, features);
        Attributed found = new Attributing(installed.get()).of(folder, file, out, wish);
        shell.out().print(text(found));
        shell.out().println("\n" + found.file() + "\n" + found.summary());
        return ExitCode.OK.code();
    }

    private static OptionalInt whole(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static String text(Attributed found) {
        StringBuilder clusters = new StringBuilder("cluster   rows  mean share of the membership, largest first\n");
        for (Attributed.Cluster cluster : found.clusters()) {
            String most = cluster.features().stream()
                    .limit(LISTED)
                    .map(feature -> String.format(Locale.ROOT, "%s %+.3f", feature.name(), feature.mean()))
                    .collect(Collectors.joining(", "));
            clusters.append(String.format(Locale.ROOT, "%-7d  %5d  %s%n", cluster.cluster(), cluster.rows(), most));
        }
        Columns scores = new Columns();
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(found.scores().keySet());
        scores.row(head);
        found.scores().values().stream()
                .flatMap(map -> map.keySet().stream())
                .distinct()
                .forEach(name -> {
                    List<String> line = new ArrayList<>(List.of(name));
                    found.scores().values().forEach(map -> line.add(number(map.getOrDefault(name, Double.NaN))));
                    scores.row(line);
                });
        return String.format(
                Locale.ROOT,
                "%s of %s: %s of %,d, %s%nshares add up to within %.2g%n%n%s%n%s",
                found.by(),
                found.method(),
                OutcomeText.rows(found.rows()),
                found.of(),
                found.how(),
                found.gap(),
                clusters,
                scores);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** The names of explainers. */
    static final class WayConverter implements ITypeConverter<Attributing.Way> {

        @Override
        public Attributing.Way convert(String value) {
            return Arrays.stream(Attributing.Way.values())
                    .filter(way -> way.id().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + Arrays.stream(Attributing.Way.values())
                                    .map(Attributing.Way::id)
                                    .collect(Collectors.joining(", "))
                            + " but was " + value));
        }
    }
}
