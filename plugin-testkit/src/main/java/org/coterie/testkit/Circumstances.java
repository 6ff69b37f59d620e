package org.coterie.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coterie.algorithms.Agreement;
import org.coterie.api.Features;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Table;
import org.coterie.model.store.NdArray;
import org.coterie.runtime.Fitted;
import org.coterie.runtime.model.Fitting;
import org.coterie.runtime.train.Saver;

/** 5xx, continued: what the bits must not depend on. */
final class Circumstances {

    private Circumstances() {}

    static List<Check> checks() {
        return List.of(
                Check.required(512, "names of columns leave the bits alone", trial -> {
                    Features here = trial.data().features();
                    List<String> names = IntStream.range(0, here.width())
                            .mapToObj(i -> "Größe, \"" + i + "\"")
                            .toList();
                    Claim.same(
                            SameBits.fitted(
                                    trial,
                                    trial.data().with(trial.rows(), new Features(here.row(), names)),
                                    Trial.SEED),
                            Trial.bits(trial.fitted(), trial.rows()),
                            "with other names");
                }),
                Check.required(513, "one plan performed twice gives the same bits", trial -> {
                    Fitting fitting = trial.fitting();
                    Map<String, NdArray> once = trained(fitting);
                    trained(fitting)
                            .forEach((path, values) -> Claim.that(
                                    values.equals(once.get(path)), path + " differs when the plan is performed again"));
                }),
                Check.required(514, "a thread without a context class loader gives the same bits", trial -> {
                    float[] here = Trial.bits(trial.fitted(), trial.rows());
                    List<float[]> there = new ArrayList<>();
                    List<Throwable> failures = new ArrayList<>();
                    Thread thread = new Thread(
                            () -> there.add(SameBits.fitted(trial, trial.data(), Trial.SEED)),
                            "without a class loader");
                    thread.setContextClassLoader(null);
                    thread.setUncaughtExceptionHandler((t, e) -> failures.add(e));
                    thread.start();
                    thread.join();
                    Claim.that(failures.isEmpty(), "it fails: " + failures);
                    Claim.same(there.get(0), here, "on another thread");
                }),
                Check.stochastic(515, "training rows in another order give the same clusters, or nearly", trial -> {
                    try (Fitted other = trial.fit(trial.data().select(sorted(trial)), Trial.SEED)) {
                        double ari = Agreement.between(trial.fitted().assign(trial.rows()), other.assign(trial.rows()))
                                .ari();
                        Claim.that(ari >= 0.9, "the adjusted Rand index of both is " + ari + ", expected 0.9 or more");
                    }
                }),
                Check.required(516, "every readout gives the same answer twice", trial -> {
                    List<String> perRow = Readings.perRow(trial);
                    for (String readout : trial.fitted().readouts()) {
                        if (perRow.contains(readout)) {
                            Table once = trial.fitted().ask(readout, trial.rows());
                            Claim.same(trial.fitted().ask(readout, trial.rows()).toArray(), once.toArray(), readout);
                        }
                    }
                }));
    }

    /** Rows of one label after those of another, or backwards: an order that a method did not see. */
    private static int[] sorted(Trial trial) {
        int n = trial.rows().rows();
        Optional<Labels> labels = trial.data().labels();
        if (labels.isEmpty()) {
            return IntStream.range(0, n).map(i -> n - 1 - i).toArray();
        }
        int[] of = labels.get().of();
        return IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingInt(i -> of[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static Map<String, NdArray> trained(Fitting fitting) {
        return fitting.train(Saver.none(), Optional.empty(), event -> {}, () -> false)
                .values()
                .arrays();
    }
}
