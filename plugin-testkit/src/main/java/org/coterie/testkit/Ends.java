package org.coterie.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Plan;
import org.coterie.runtime.config.MethodChoice;
import org.coterie.runtime.graph.Declarations;
import org.coterie.runtime.graph.PlanProblem;

/** 6xx, continued: broken off anywhere, and what a fit may take. */
final class Ends {
    private static final int MOMENTS = 8;
    private static final int MANY = 10_000;
    private static final Path OPEN = Path.of("/proc/self/fd");

    private Ends() {}

    static List<Check> checks() {
        return List.of(
                Check.required(607, "after a fit that broke down another gives the same bits", trial -> {
                    float[] sound = Trial.bits(trial.fitted(), trial.rows());
                    each(trial, moment -> {
                        try {
                            trial.fit(trial.data(), Trial.SEED, () -> {
                                        if (moment.getAsBoolean()) {
                                            throw new IllegalStateException("the caller breaks down");
                                        }
                                        return false;
                                    })
                                    .close();
                        } catch (RuntimeException e) {
                            // as it should
                        }
                    });
                    Claim.same(SameBits.fitted(trial, trial.data(), Trial.SEED), sound, "after fits that broke down");
                }),
                Check.required(
                        608,
                        "a fit that is cancelled at any moment ends as cancelled",
                        trial -> each(trial, moment -> {
                            AtomicInteger said = new AtomicInteger();
                            BooleanSupplier once = () -> moment.getAsBoolean() && said.incrementAndGet() > 0;
                            try {
                                trial.fit(trial.data(), Trial.SEED, once).close();
                            } catch (CoterieException e) {
                                Claim.equal(e.kind(), Kind.CANCELLED, "the kind of " + e.getMessage());
                                return;
                            }
                            Claim.that(said.get() == 0, "a fit was cancelled and went on");
                        })),
                Check.required(609, "what is stored grows no faster than the rows", trial -> {
                    long some = stored(trial, MANY);
                    long twice = stored(trial, 2 * MANY);
                    Claim.that(
                            twice <= 3 * some,
                            "of " + MANY + " rows " + some + " numbers are stored, of twice as many " + twice);
                }),
                Check.required(610, "a fit leaves no file open", trial -> {
                    Trial.needs(Files.isDirectory(OPEN), "Linux: open files are listed in /proc");
                    trial.fit(trial.data(), Trial.SEED).close(); // the first loads classes from jars
                    Set<String> before = open();
                    trial.fit(trial.data(), Trial.SEED).close();
                    Set<String> left = open();
                    left.removeAll(before);
                    Claim.that(left.isEmpty(), "left open: " + left);
                }));
    }

    /** Does something whose moment, the j-th time a fit asks whether it is cancelled, is at most eight times another. */
    private static void each(Trial trial, java.util.function.Consumer<BooleanSupplier> at) {
        int moments = trial.moments();
        Trial.needs(moments > 0, "a moment at which it can be cancelled");
        for (int i = 0; i < Math.min(moments, MOMENTS); i++) {
            int chosen = moments <= MOMENTS ? i + 1 : 1 + i * moments / MOMENTS;
            AtomicInteger asked = new AtomicInteger();
            at.accept(() -> asked.incrementAndGet() == chosen);
        }
    }

    /** The numbers a plan for so many rows declares, weights, states and those of rows. */
    private static long stored(Trial trial, int rows) {
        Declarations declared = new Declarations();
        Plan plan;
        try {
            plan = trial.choice()
                    .plan(new PlanProblem(
                            trial.data().features(), rows, Map.of(), declared.root(), MethodChoice::member));
        } catch (CoterieException e) {
            throw new Trial.Without("a plan for " + rows + " rows");
        }
        Claim.that(!plan.readouts().isEmpty(), "no readouts");
        return declared.perRow(rows)
                + declared.list().stream().mapToLong(d -> d.shape().size()).sum();
    }

    private static Set<String> open() throws IOException {
        Set<String> open = new TreeSet<>();
        try (Stream<Path> all = Files.list(OPEN)) {
            all.map(Ends::file)
                    .flatMap(Optional::stream)
                    .filter(file ->
                            Files.isRegularFile(file) && !file.toString().endsWith(".jar"))
                    .forEach(file -> open.add(file.toString()));
        }
        return open;
    }

    /** What is open under a number; empty where it was closed meanwhile, such as the list itself. */
    private static Optional<Path> file(Path number) {
        try {
            return Optional.of(Files.readSymbolicLink(number));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
