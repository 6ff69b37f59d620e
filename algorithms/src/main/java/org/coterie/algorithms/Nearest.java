package org.coterie.algorithms;

import java.util.Arrays;

/** The k nearest of what is offered, nearest first, the first of equals; rows must be offered in ascending order. */
final class Nearest {
    private final int k;
    private final double[] distances;
    private final int[] rows;
    private int size;

    // rows that bounds could not rule out
    private int[] candidates = new int[256];
    private double[] lowers = new double[256];
    private final double[] uppers;

    Nearest(int k) {
        this.k = k;
        distances = new double[k];
        rows = new int[k];
        uppers = new double[k];
    }

    void clear() {
        size = 0;
    }

    /** Above this no row is taken. */
    double limit() {
        return size < k ? Double.POSITIVE_INFINITY : distances[k - 1];
    }

    void offer(int row, double distance) {
        if (size == k && distance >= distances[k - 1]) {
            return;
        }
        int at = size < k ? size++ : k - 1;
        for (; at > 0 && distances[at - 1] > distance; at--) {
            distances[at] = distances[at - 1];
            rows[at] = rows[at - 1];
        }
        distances[at] = distance;
        rows[at] = row;
    }

    /** Offers all rows of the base but one, by squared distance: bounds first, double where they leave a doubt. */
    void offerAll(Bounds.Block block, int i, Vectors queries, Vectors base, int except) {
        block.choose(i);
        Arrays.fill(uppers, Double.POSITIVE_INFINITY); // the k least, the largest first as in a heap
        double most = Double.POSITIVE_INFINITY;
        int found = 0;
        for (int j = 0; j < base.n; j++) {
            double lower = block.lower(j);
            if (lower <= most && j != except) {
                if (found == candidates.length) {
                    candidates = Arrays.copyOf(candidates, 2 * found);
                    lowers = Arrays.copyOf(lowers, 2 * found);
                }
                candidates[found] = j;
                lowers[found++] = lower;
                double upper = block.upper(j);
                if (upper < most) {
                    sink(upper);
                    most = uppers[0];
                }
            }
        }
        clear();
        for (int c = 0; c < found; c++) {
            if (lowers[c] <= most) {
                offer(candidates[c], queries.squared(i, base, candidates[c]));
            }
        }
    }

    /** Replaces the largest of the heap. */
    private void sink(double value) {
        int at = 0;
        for (int child = 1; child < k; child = 2 * at + 1) {
            if (child + 1 < k && uppers[child + 1] > uppers[child]) {
                child++;
            }
            if (uppers[child] <= value) {
                break;
            }
            uppers[at] = uppers[child];
            at = child;
        }
        uppers[at] = value;
    }

    /** Writes the k rows and distances at {@code offset}. */
    void into(int[] indices, float[] far, int offset, Metric metric) {
        for (int r = 0; r < k; r++) {
            indices[offset + r] = rows[r];
            far[offset + r] = (float) (metric == Metric.CANBERRA ? distances[r] : metric.fromSquared(distances[r]));
        }
    }
}
