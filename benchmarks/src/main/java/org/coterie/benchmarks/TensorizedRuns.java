package org.coterie.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.coterie.algorithms.KMeans;
import org.coterie.algorithms.Scores;
import org.coterie.api.Plan;
import org.coterie.api.RowVar;
import org.coterie.api.Stage;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Dataset;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.coterie.tensorized.Tensorized;
import org.coterie.tensorized.Training;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * ARI and cost of every restart of a stack, at the end.
 *
 * @param ari of the clusters of each restart
 * @param cost the sum of least costs of each
 */
record TensorizedRuns(double[] ari, double[] cost) {

    /** Trains a stack of restarts, and looks at each. */
    static TensorizedRuns of(Dataset data, Tensorized what, Training how, long seed) {
        List<double[]> seen = new ArrayList<>();
        int[] classes = data.labels().orElseThrow().of();
        int restarts = how.restarts();
        Fitted model = Coterie.on(data).seed(seed).fit(problem -> {
            Vars v = problem.vars();
            Plan plan = what.plan(problem, how);
            Vars place = restarts == 1 ? v : v.stack("restart", restarts);
            RowVar<TInt32> assigned = place.perRowCount("assigned", Shape.scalar());
            Var<TFloat32> total = place.state("total", Shape.scalar(), org.coterie.api.Init.zeros());
            return plan.stage(Stage.host("look", desk -> {
                int[] of = desk.ints(assigned);
                float[] costs = desk.read(total);
                seen.add(IntStream.range(0, restarts)
                        .mapToDouble(r -> Scores.of(
                                        classes,
                                        IntStream.range(0, classes.length)
                                                .map(i -> of[i * restarts + r])
                                                .toArray())
                                .ari())
                        .toArray());
                seen.add(IntStream.range(0, restarts).mapToDouble(r -> costs[r]).toArray());
            }));
        });
        model.close();
        return new TensorizedRuns(seen.get(0), seen.get(1));
    }

    /** ARI of one fit, as the model answers. */
    static double fit(Dataset data, Tensorized what, Training how, long seed) {
        try (Fitted model = Coterie.on(data).seed(seed).fit(problem -> what.plan(problem, how))) {
            return Scores.of(data.labels().orElseThrow().of(), model.assign(data.x()))
                    .ari();
        }
    }

    /** ARI of k-means, the best of ten starts. */
    static double kMeans(Dataset data, int k, long seed) {
        return Scores.of(
                        data.labels().orElseThrow().of(),
                        KMeans.of(k)
                                .withRestarts(10)
                                .fit(data.x(), new SplittableRandom(seed))
                                .labels())
                .ari();
    }

    /** ARI of the cheapest of the restarts {@code from} to {@code to}. */
    double best(int from, int to) {
        return ari[
                IntStream.range(from, to)
                        .boxed()
                        .min(Comparator.comparingDouble(r -> cost[r]))
                        .orElseThrow()];
    }

    /** Mean over groups of so many restarts of the ARI of the cheapest. */
    double bestOf(int group) {
        return IntStream.range(0, ari.length / group)
                .mapToDouble(g -> best(g * group, (g + 1) * group))
                .average()
                .orElse(Double.NaN);
    }

    double mean() {
        return mean(ari);
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    double deviation() {
        return deviation(ari);
    }

    static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
    }
}
