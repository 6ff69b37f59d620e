package org.coterie.algorithms;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coterie.api.data.Table;

/**
 * A linear support vector classifier, one class against the rest: ½‖w‖² + C Σ max(0, 1 - y w·x)² with the offset as one
 * more weight on a constant 1, the form and settings of scikit-learn's LinearSVC (C = 1). Solved by dual coordinate
 * descent (Hsieh et al., ICML 2008) to a duality gap of 1e-6 of the objective. Time O(passes·n·m·classes).
 */
final class LinearSvc {
    private static final double C = 1;
    private static final double GAP = 1e-6;
    private static final int MOST_PASSES = 1000;

    private final double[][] weights; // per class, the offset last
    private final int[] classes;

    private LinearSvc(double[][] weights, int[] classes) {
        this.weights = weights;
        this.classes = classes;
    }

    static LinearSvc fit(Table x, int[] labels, RandomGenerator random) {
        int[] classes = Contingency.distinct(labels);
        // of two classes one machine is enough, the other is its mirror
        double[][] weights = new double[classes.length][];
        for (int c = 0; c < classes.length; c++) {
            weights[c] = c == 1 && classes.length == 2
                    ? Arrays.stream(weights[0]).map(w -> -w).toArray()
                    : machine(x, labels, classes[c], random);
        }
        return new LinearSvc(weights, classes);
    }

    private static double[] machine(Table x, int[] labels, int positive, RandomGenerator random) {
        int n = x.rows();
        int m = x.columns();
        float[] rows = x.toArray();
        double[] norm = new double[n];
        for (int i = 0; i < n; i++) {
            norm[i] = 1 + 1 / (2 * C);
            for (int d = 0; d < m; d++) {
                norm[i] += (double) rows[i * m + d] * rows[i * m + d];
            }
        }
        double[] w = new double[m + 1];
        double[] alpha = new double[n];
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            for (int i : Draw.shuffled(n, random)) {
                int y = labels[i] == positive ? 1 : -1;
                double slope = y * value(w, rows, i * m, m) - 1 + alpha[i] / (2 * C);
                double next = Math.max(0, alpha[i] - slope / norm[i]);
                double step = (next - alpha[i]) * y;
                if (step != 0) {
                    alpha[i] = next;
                    for (int d = 0; d < m; d++) {
                        w[d] += step * rows[i * m + d];
                    }
                    w[m] += step;
                }
            }
            if (gap(w, alpha, rows, labels, positive) < GAP) {
                break;
            }
        }
        return w;
    }

    /** (primal - dual)/primal, 0 at the optimum. */
    private static double gap(double[] w, double[] alpha, float[] rows, int[] labels, int positive) {
        int m = w.length - 1;
        double half = 0;
        for (double v : w) {
            half += v * v / 2;
        }
        double primal = half;
        double dual = -half;
        for (int i = 0; i < alpha.length; i++) {
            int y = labels[i] == positive ? 1 : -1;
            double lack = Math.max(0, 1 - y * value(w, rows, i * m, m));
            primal += C * lack * lack;
            dual += alpha[i] - alpha[i] * alpha[i] / (4 * C);
        }
        return (primal - dual) / primal;
    }

    private static double value(double[] w, float[] rows, int at, int m) {
        double sum = w[m];
        for (int d = 0; d < m; d++) {
            sum += w[d] * rows[at + d];
        }
        return sum;
    }

    /** How far row i lies on the side of each class. */
    double[] values(Table x, int i) {
        float[] row = new float[x.columns()];
        x.copyRow(i, row, 0);
        return Arrays.stream(weights)
                .mapToDouble(w -> value(w, row, 0, row.length))
                .toArray();
    }

    /** The class a row lies deepest in, the first of equals. */
    int predict(Table x, int i) {
        double[] values = values(x, i);
        int best = 0;
        for (int c = 1; c < values.length; c++) {
            best = values[c] > values[best] ? c : best;
        }
        return classes[best];
    }
}
