package org.coterie.algorithms;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;

/**
 * Are the features that gates open the ones the clustering rests on? Features are taken away, set to 0 by the caller, and
 * the performance that remains is compared with their importance.
 *
 * <p>IDC's form, {@link #cumulative}, takes features away one after the other, most important first, and correlates
 * importance with the accuracy left. Both fall along the way whatever the gates are, so a high number is no evidence by
 * itself: put {@link #randomOrder} beside it, which has nothing but that trend, or use {@link #oneAtATime}, which has
 * none.
 */
public final class Faithfulness {
    private final int[] order;
    private final double[] importance;
    private final double[] performance;

    private Faithfulness(int[] order, double[] importance, double[] performance) {
        this.order = order;
        this.importance = importance;
        this.performance = performance;
    }

    /** The model's performance, larger is better, when some features are set to 0 in all rows. */
    @FunctionalInterface
    public interface Performance {
        /** Performance without these features; called once per step, the set must not be kept. */
        double without(BitSet features);
    }

    /** Importance as in IDC's code: for each feature the number of rows whose gate is above 0. */
    public static double[] openings(Table gates) {
        double[] importance = new double[gates.columns()];
        for (int i = 0; i < gates.rows(); i++) {
            for (int d = 0; d < importance.length; d++) {
                importance[d] += gates.at(i, d) > 0 ? 1 : 0;
            }
        }
        return importance;
    }

    /** Importance as in IDC's paper: for each feature its mean gate. */
    public static double[] meanGates(Table gates) {
        double[] importance = new double[gates.columns()];
        for (int i = 0; i < gates.rows(); i++) {
            for (int d = 0; d < importance.length; d++) {
                importance[d] += gates.at(i, d);
            }
        }
        for (int d = 0; d < importance.length; d++) {
            importance[d] /= Math.max(1, gates.rows());
        }
        return importance;
    }

    /**
     * As coded for IDC: features of importance above 0 are taken away most important first, equals in order of columns,
     * and stay away; after each the performance is taken. The correlation is that of importance with this performance.
     */
    public static Faithfulness cumulative(double[] importance, Performance model) {
        return cumulative(ranked(importance), importance, model);
    }

    /**
     * The control: the same importances in the same falling order, but what is taken away with each is drawn at random
     * among the features of importance above 0. What correlation remains is the trend's.
     */
    public static Faithfulness randomOrder(double[] importance, Performance model, RandomGenerator random) {
        int[] ranked = ranked(importance);
        int[] drawn = Draw.shuffled(ranked.length, random);
        Faithfulness found = cumulative(Arrays.stream(drawn).map(i -> ranked[i]).toArray(), importance, model);
        double[] falling = Arrays.stream(ranked).mapToDouble(d -> importance[d]).toArray();
        return new Faithfulness(found.order, falling, found.performance);
    }

    /**
     * Every feature of importance above 0 by itself, all others in place: the performance recorded is the loss, that with
     * all features minus that without this one. The correlation is that of importance with the loss.
     */
    public static Faithfulness oneAtATime(double[] importance, Performance model) {
        int[] order = ranked(importance);
        double whole = model.without(new BitSet());
        double[] loss = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            BitSet one = new BitSet();
            one.set(order[i]);
            loss[i] = whole - model.without(one);
        }
        return new Faithfulness(order, at(importance, order), loss);
    }

    /** Pearson correlation; empty where fewer than two features were taken away or one side is constant. */
    public OptionalDouble correlation() {
        int n = order.length;
        double meanA = Arrays.stream(importance).sum() / n;
        double meanB = Arrays.stream(performance).sum() / n;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < n; i++) {
            ab += (importance[i] - meanA) * (performance[i] - meanB);
            aa += (importance[i] - meanA) * (importance[i] - meanA);
            bb += (performance[i] - meanB) * (performance[i] - meanB);
        }
        return n < 2 || aa == 0 || bb == 0 ? OptionalDouble.empty() : OptionalDouble.of(ab / Math.sqrt(aa * bb));
    }

    /** The features in the order they were taken away. */
    public int[] order() {
        return order.clone();
    }

    /** The importance at each step. */
    public double[] importance() {
        return importance.clone();
    }

    /** The performance left after each step, or, one at a time, the performance lost. */
    public double[] performance() {
        return performance.clone();
    }

    private static Faithfulness cumulative(int[] order, double[] importance, Performance model) {
        BitSet away = new BitSet();
        double[] left = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            away.set(order[i]);
            left[i] = model.without((BitSet) away.clone());
        }
        return new Faithfulness(order, at(importance, order), left);
    }

    private static int[] ranked(double[] importance) {
        return IntStream.range(0, importance.length)
                .filter(d -> importance[d] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer d) -> -importance[d]))
                .mapToInt(d -> d)
                .toArray();
    }

    private static double[] at(double[] importance, int[] order) {
        return Arrays.stream(order).mapToDouble(d -> importance[d]).toArray();
    }
}
