package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.model.graph.Threads;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.run.Comparison;
import org.coterie.runtime.run.Runs;
import org.coterie.runtime.run.Sweep;
import org.coterie.runtime.run.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sweep",
        header = "Runs a configuration over seeds and a grid of settings.",
        description = {
            "The configuration has a section sweep { seeds = [0, 1, 2], grid { \"deepwak.k\" = [2, 3] } }. All combinations"
                    + " are checked before the first begins. Each runs in a process of its own; --jobs changes no bit of any.",
            "",
            "Called again, it goes on: what has ended is not done again, what was stopped is resumed. A run that fails stops"
                    + " no other; the exit code is then its own. Last come a comparison and the file sweep.csv."
        },
        footer = {"  coterie sweep penguins-sweep.conf", "  coterie sweep digits.conf --set threads=1 --jobs 4"})
final class SweepCommand implements Callable<Integer> {
    private final Shell shell;
    private final Interruption interruption;
    private final PluginsFolder plugins;
    private final Provider<RunConfigReader> reader;
    private final Provider<Runs> runs;

    @Parameters(paramLabel = "CONFIG", description = "A configuration with a section sweep.")
    private Path file = Path.of("");

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change a setting of all runs. May be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many at a time, instead of what processors and memory carry.")
    private Optional<Integer> jobs = Optional.empty();

    @Inject
    SweepCommand(
            Shell shell,
            Interruption interruption,
            PluginsFolder plugins,
            Provider<RunConfigReader> reader,
            Provider<Runs> runs) {
        this.shell = shell;
        this.interruption = interruption;
        this.plugins = plugins;
        this.reader = reader;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        if (jobs.isPresent() && jobs.get() < 1) {
            throw Fault.of("--jobs: out of range")
                    .got(jobs.get())
                    .expected("a whole number from 1")
                    .as(Kind.CONFIG);
        }
        SweepPlan plan = SweepPlan.read(reader.get(), file, List.copyOf(overrides));
        long bytes = largest(plan);
        RunConfig first = plan.members().get(0).config();
        int threads = first.threads() == RunConfig.AUTO ? Threads.available() : first.threads();
        int atOnce = Math.min(plan.members().size(), jobs.orElseGet(() -> Forks.jobs(threads, bytes)));
        shell.err()
                .println(OutcomeText.count(plan.members().size(), "run") + ", " + atOnce + " at a time, of "
                        + OutcomeText.count(threads, "thread") + " each");
        Optional<Path> folder = plugins.find().map(Path::toAbsolutePath);
        Sweep sweep = new Sweep(
                plan,
                arguments -> Forks.command(arguments, folder),
                line -> shell.err().println(line));
        interruption.watch();
        List<Sweep.Result> results = sweep.run(atOnce, interruption::asked);
        Path table = sweep.table(results);
        return told(sweep, results, table);
    }

    /** Looks whether each combination fits the data; of all, the memory of the largest. */
    private long largest(SweepPlan plan) {
        Set<SortedMap<String, String>> seen = new HashSet<>();
        Set<Fault> faults = new LinkedHashSet<>();
        Kind kind = Kind.CONFIG;
        long bytes = 0;
        Runs explaining = runs.get();
        for (SweepPlan.Member member : plan.members()) {
            if (seen.add(member.grid())) {
                try {
                    bytes = Math.max(bytes, explaining.explain(member.config()).estimatedBytes());
                } catch (CoterieException e) {
                    kind = e.kind();
                    faults.addAll(e.faults());
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new CoterieException(kind, List.copyOf(faults), null);
        }
        return bytes;
    }

    private int told(Sweep sweep, List<Sweep.Result> results, Path table) {
        List<Path> finished = of(results, Sweep.State.BEFORE, Sweep.State.ENDED).stream()
                .map(result -> sweep.folder(result.member()))
                .toList();
        if (!finished.isEmpty()) {
            shell.out().println(ComparisonText.of(Comparison.of(finished, List.of(), false)));
        }
        shell.out().println(table);
        List<Sweep.Result> stopped = of(results, Sweep.State.STOPPED);
        if (!stopped.isEmpty()) {
            throw Fault.of("the sweep was stopped")
                    .at(file.toString())
                    .got(finished.size() + " of " + OutcomeText.count(results.size(), "run") + " have ended")
                    .advise("the same command again goes on")
                    .as(Kind.CANCELLED);
        }
        List<Sweep.Result> failed = of(results, Sweep.State.FAILED);
        failed.forEach(
                result -> shell.err().println("coterie: " + result.member().name() + " failed: " + result.message()));
        if (!failed.isEmpty()) {
            shell.err()
                    .println("coterie: " + failed.size() + " of " + OutcomeText.count(results.size(), "run")
                            + " failed");
            int code = failed.get(0).code();
            return code == 0 ? ExitCode.UNEXPECTED.code() : code;
        }
        return ExitCode.OK.code();
    }

    private static List<Sweep.Result> of(List<Sweep.Result> results, Sweep.State... states) {
        return results.stream()
                .filter(result -> Set.of(states).contains(result.state()))
                .toList();
    }
}
