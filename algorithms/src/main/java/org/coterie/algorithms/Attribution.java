package org.coterie.algorithms;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;

/**
 * Which features brought a row into its cluster: for each row and feature a share of f(x) − f(baseline), where f is the
 * row's membership of one cluster.
 *
 * @param values n×m, in units of membership; signs say whether a feature speaks for the cluster or against it
 * @param at f of each row
 * @param baseline f where there is no information: at the baseline, or its mean over background rows
 */
public record Attribution(Table values, double[] at, double[] baseline) {

    /** A model as explainers see it: of each row, k memberships, each of which depends on that row alone. */
    @FunctionalInterface
    public interface Memberships {
        /** Memberships of the rows, n×k. */
        Table of(Table rows);
    }

    /** A model with gradients. */
    public interface Differentiable extends Memberships {
        /** For each row the gradient, by its features, of its membership of the cluster named for it; n×m. */
        Table gradient(Table rows, int[] clusters);
    }

    /** Checks the sizes and copies. */
    public Attribution {
        if (at.length != values.rows() || baseline.length != values.rows()) {
            throw new IllegalArgumentException(
                    at.length + " and " + baseline.length + " memberships for " + values.rows() + " rows");
        }
        at = at.clone();
        baseline = baseline.clone();
    }

    @Override
    public double[] at() {
        return at.clone();
    }

    @Override
    public double[] baseline() {
        return baseline.clone();
    }

    /**
     * How far a row's attributions are from complete, Σ_d values − (f(x) − f(baseline)). 0 in theory: what there is comes of
     * finitely many steps, draws and digits.
     */
    public double gap(int row) {
        double sum = 0;
        for (int d = 0; d < values.columns(); d++) {
            sum += values.at(row, d);
        }
        return sum - (at[row] - baseline[row]);
    }

    /** The largest size of all gaps; 0 of no rows. */
    public double largestGap() {
        return IntStream.range(0, at.length)
                .mapToDouble(i -> Math.abs(gap(i)))
                .max()
                .orElse(0);
    }

    /**
     * Attributions in the place of gates, as IDC compares explainers (Table 1: 15 features): sizes of the values, all but the
     * {@code count} largest of each row 0; of equals, those of lower columns stay.
     */
    public Table gates(int count) {
        int m = values.columns();
        float[] gates = new float[Math.multiplyExact(values.rows(), m)];
        for (int i = 0; i < values.rows(); i++) {
            int row = i;
            IntStream.range(0, m)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer d) -> -Math.abs(values.at(row, d))))
                    .limit(count)
                    .forEach(d -> gates[row * m + d] = Math.abs(values.at(row, d)));
        }
        return Table.of(values.rows(), m, gates);
    }

    static void check(Table x, int columns, int[] clusters) {
        if (x.columns() != columns) {
            throw new IllegalArgumentException(columns + " columns of baseline for rows of " + x.columns());
        }
        if (clusters.length != x.rows()) {
            throw new IllegalArgumentException(clusters.length + " clusters for " + x.rows() + " rows");
        }
    }

    static double[] of(Memberships model, Table rows, int[] clusters) {
        Table found = model.of(rows);
        return IntStream.range(0, clusters.length)
                .mapToDouble(i -> found.at(i, clusters[i]))
                .toArray();
    }

    static double mean(Table memberships, int cluster) {
        double sum = 0;
        for (int i = 0; i < memberships.rows(); i++) {
            sum += memberships.at(i, cluster);
        }
        return sum / memberships.rows();
    }
}
