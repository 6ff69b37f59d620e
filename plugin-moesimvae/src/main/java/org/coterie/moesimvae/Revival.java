package org.coterie.moesimvae;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.api.Clusters;
import org.coterie.api.Desk;
import org.coterie.api.Readout;
import org.coterie.api.Stage;
import org.coterie.api.Var;
import org.tensorflow.types.TFloat32;

/**
 * A second chance for experts to which no rows come any more: without it two clusters that meet in one expert early stay
 * there. The gate's scores of an unused expert become those of the most used one, a little disturbed; if that one held two
 * clusters, the similarity parts them. Not in the paper.
 */
final class Revival {
    private static final int LOOKED_AT = 2000;

    /** Of an expert's fair share, below which it counts as unused. */
    private static final double UNUSED = 0.1;

    /** Of the size of a column of weights. */
    private static final double DISTURBANCE = 0.1;

    /** Times it is looked, all in the first half of the training. */
    private static final int TIMES = 6;

    private final List<Var<TFloat32>> last;
    private final Readout.PerRow<Clusters> gate;
    private final int k;

    /**
     * Of a model whose gate ends with a dense layer.
     *
     * @param gate the memberships of rows
     */
    Revival(MoeSimVae.Bound model, Readout.PerRow<Clusters> gate) {
        this.k = model.of().k();
        this.gate = gate;
        List<Var<TFloat32>> weights = model.gate().weights();
        this.last = weights.subList(Math.max(0, weights.size() - 2), weights.size()).stream()
                .filter(v -> v.shape().numDimensions() == 2 && v.shape().get(1) == k)
                .toList();
    }

    /** Looks after some of the steps. */
    Stage.Train addTo(Stage.Train train) {
        int every = (int) Math.max(1, train.steps() / (2 * TIMES));
        return train.everySteps(every, Stage.host("revival", desk -> look(desk, train.steps() / 2)));
    }

    private void look(Desk desk, long until) {
        if (desk.clock().stageStep() > until) {
            return;
        }
        int n = desk.data().rows();
        int looked = Math.min(n, LOOKED_AT);
        int[] rows = IntStream.range(0, looked)
                .map(i -> (int) ((long) i * n / looked))
                .toArray();
        double[] usage = Answers.usage(desk.evaluate(gate, rows));
        List<Integer> bySize = IntStream.range(0, k)
                .boxed()
                .sorted(Comparator.comparingDouble(c -> -usage[c]))
                .toList();
        List<Integer> unused = new ArrayList<>();
        for (int c : bySize) {
            if (usage[c] < UNUSED / k) {
                unused.add(c);
            }
        }
        RandomGenerator random = desk.random("revival");
        for (Var<TFloat32> v : unused.isEmpty() ? List.<Var<TFloat32>>of() : last) {
            float[] values = desk.read(v);
            for (int u = 0; u < unused.size(); u++) {
                int from = bySize.get(u % (k - unused.size()));
                copy(values, from, unused.get(u), random);
            }
            desk.write(v, values);
        }
    }

    private void copy(float[] values, int from, int to, RandomGenerator random) {
        double squares = 0;
        for (int e = from; e < values.length; e += k) {
            squares += (double) values[e] * values[e];
        }
        double size = DISTURBANCE * Math.sqrt(squares * k / values.length);
        for (int e = 0; e < values.length; e += k) {
            values[e + to] = (float) (values[e + from] + size * random.nextGaussian());
        }
    }
}
