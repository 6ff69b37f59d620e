package org.coterie.testkit;

import java.util.List;
import java.util.stream.IntStream;
import org.coterie.algorithms.Agreement;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.coterie.runtime.Fitted;

/** 4xx: what a fitted model answers. */
final class Answers {
    private static final double EXACT = 1e-5;

    private Answers() {}

    static List<Check> checks() {
        return List.of(
                Check.required(401, "every row has a cluster, or is noise", trial -> {
                    int[] clusters = trial.fitted().assign(trial.rows());
                    Claim.equal(clusters.length, trial.rows().rows(), "rows answered");
                    for (int c : clusters) {
                        Claim.that(c >= -1 && c < trial.fitted().clusters(), "cluster " + c);
                    }
                }),
                Check.required(402, "memberships sum to 1, or to 0 for noise", trial -> {
                    Table k = trial.fitted().memberships(trial.rows());
                    Claim.equal(k.columns(), trial.fitted().clusters(), "columns of the memberships");
                    for (int i = 0; i < k.rows(); i++) {
                        double sum = 0;
                        for (int c = 0; c < k.columns(); c++) {
                            sum += k.at(i, c);
                        }
                        Claim.that(
                                Math.abs(sum - 1) <= EXACT || sum == 0,
                                "the memberships of row " + i + " sum to " + sum);
                    }
                }),
                Check.required(403, "memberships lie between 0 and 1", trial -> {
                    for (float p : trial.fitted().memberships(trial.rows()).toArray()) {
                        Claim.that(p >= 0 && p <= 1 + EXACT, "a membership of " + p);
                    }
                }),
                Check.required(404, "a row's cluster is that of its largest membership", trial -> {
                    Table k = trial.fitted().memberships(trial.rows());
                    int[] clusters = trial.fitted().assign(trial.rows());
                    for (int i = 0; i < k.rows(); i++) {
                        Claim.equal(clusters[i], largest(k, i), "the cluster of row " + i);
                    }
                }),
                Check.required(405, "every readout of rows is finite, one row for each", trial -> {
                    for (String readout : trial.fitted().readouts()) {
                        Table answer;
                        try {
                            answer = trial.fitted().ask(readout, trial.rows());
                        } catch (CoterieException e) {
                            continue; // fixed or drawn
                        }
                        Claim.equal(answer.rows(), trial.rows().rows(), "rows of " + readout);
                        Claim.equal(
                                trial.fitted().columns(readout).size(),
                                answer.columns(),
                                "names of columns of " + readout);
                        finite(answer, readout);
                    }
                }),
                Check.required(406, "centroids are one row for each cluster", trial -> {
                    Trial.needs(trial.fitted().readouts().contains("centroids"), "a readout centroids");
                    Table centroids = trial.fitted().fixed("centroids");
                    Claim.equal(centroids.rows(), trial.fitted().clusters(), "rows of the centroids");
                    finite(centroids, "centroids");
                }),
                Check.required(407, "there are as many clusters as were asked for, or fewer", trial -> {
                    Trial.needs(trial.defaults().containsKey("k"), "a setting k");
                    Object k = trial.choice().section().get("k").unwrapped();
                    Trial.needs(k instanceof Number number && number.intValue() > 0, "a setting k");
                    Claim.that(
                            trial.fitted().clusters() <= ((Number) k).intValue(),
                            "clusters: " + trial.fitted().clusters());
                }),
                Check.stochastic(408, "clouds that anybody can tell apart are told apart", trial -> {
                    Trial.needs(trial.data().labels().isPresent(), "rows with labels");
                    double ari = Agreement.between(
                                    trial.data().labels().get().of(),
                                    trial.fitted().assign(trial.rows()))
                            .ari();
                    Claim.that(ari >= 0.9, "the adjusted Rand index is " + ari + ", expected 0.9 or more");
                }),
                Check.required(
                        409,
                        "the model names its method",
                        trial -> Claim.equal(
                                trial.fitted().method(), trial.subject().id(), "the method of the model")),
                Check.required(410, "weights are finite", trial -> {
                    Fitted model = trial.fitted();
                    for (String path : model.params().shapes().keySet()) {
                        for (float v : model.params().values(path)) {
                            Claim.that(Float.isFinite(v), path + " has " + v);
                        }
                    }
                }));
    }

    private static int largest(Table k, int row) {
        int best = 0;
        for (int c = 1; c < k.columns(); c++) {
            best = k.at(row, c) > k.at(row, best) ? c : best;
        }
        return k.at(row, best) == 0 ? -1 : best;
    }

    static void finite(Table table, String what) {
        long odd = odd(table);
        Claim.that(odd == 0, odd + " of " + table.toArray().length + " numbers of " + what + " are not finite");
    }

    static boolean finite(Table table) {
        return odd(table) == 0;
    }

    private static long odd(Table table) {
        float[] values = table.toArray();
        return IntStream.range(0, values.length)
                .filter(i -> !Float.isFinite(values[i]))
                .count();
    }
}
