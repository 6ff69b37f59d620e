package org.coterie.algorithms;

import java.util.Arrays;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * HDBSCAN (Campello, Moulavi and Sander 2013; McInnes and Healy 2017): clusters are what stays together longest while the
 * density that is asked for rises; what belongs to none is noise. The spanning tree of the mutual reachability distances
 * is exact, by Prim's algorithm: time O(n²·m), which is why there may be at most {@value #MOST} rows; memory for a copy of
 * the rows. Deterministic.
 *
 * @param leastSize rows that make a cluster, at least 2
 * @param leastSamples a row's core distance is that to so many rows, itself counted, at least 1; the larger, the more noise
 */
public record Hdbscan(int leastSize, int leastSamples) {

    /** The most rows. */
    public static final int MOST = 50_000;

    /** Checks the ranges. */
    public Hdbscan {
        if (leastSize < 2 || leastSamples < 1) {
            throw new IllegalArgumentException("leastSize = " + leastSize + ", leastSamples = " + leastSamples);
        }
    }

    /** As many samples as a cluster has at least, as in scikit-learn. */
    public static Hdbscan of(int leastSize) {
        return new Hdbscan(leastSize, leastSize);
    }

    /**
     * A clustering.
     *
     * @param labels the cluster of each row, from 0; −1 for noise
     * @param strengths how deep in its cluster each row lies, from 0 to 1, 1 being its densest part; 0 for noise
     * @param clusters how many there are
     */
    public record Result(int[] labels, double[] strengths, int clusters) {

        /** Copies the arrays. */
        public Result {
            labels = labels.clone();
            strengths = strengths.clone();
        }

        @Override
        public int[] labels() {
            return labels.clone();
        }

        @Override
        public double[] strengths() {
            return strengths.clone();
        }
    }

    /**
     * Clusters the rows, by their Euclidean distances.
     *
     * @throws CoterieException of kind DATA if there are fewer rows than samples, more than {@link #MOST}, or a value is
     *     missing or infinite
     */
    public Result fit(Table x) {
        int n = x.rows();
        if (n < Math.max(2, leastSamples) || n > MOST) {
            throw Fault.of(n > MOST ? "too many rows for an exact spanning tree" : "fewer rows than samples")
                    .got(n + " rows")
                    .expected(Math.max(2, leastSamples) + " to " + MOST)
                    .advise(n > MOST ? "cluster a sample" : "lower the number of samples")
                    .as(CoterieException.Kind.DATA);
        }
        return new CondensedTree(SpanningTree.of(x, cores(x)), leastSize).clusters();
    }

    /** The distance of each row from its so-manieth nearest, itself being the first. */
    private double[] cores(Table x) {
        double[] cores = new double[x.rows()];
        if (leastSamples > 1) {
            Neighbours near = Neighbours.exact(x, leastSamples - 1, Metric.EUCLIDEAN);
            Arrays.setAll(cores, i -> near.distance(i, leastSamples - 2));
        }
        return cores;
    }
}
