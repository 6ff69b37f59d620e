package org.coterie.algorithms;

import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * Exact Euclidean distances between rows, block by block: 512 rows at a time are turned, so that one row is compared with
 * all of them by loops the processor can take several numbers of at once. Differences are squared in double, never
 * expanded, so equal rows are at distance 0 and near ones keep their digits.
 */
final class RowBlocks {
    static final int WIDTH = 512;
    private static final int CHUNK = 16;
    private static final int TILE = 8;

    final int n;
    final int m;
    private final float[] rows;

    /** Takes a copy; what needs the distances is named in the fault. */
    RowBlocks(Table x, String what) {
        n = x.rows();
        m = x.columns();
        rows = x.toArray();
        for (int i = 0; i < rows.length; i++) {
            if (!Float.isFinite(rows[i])) {
                throw Fault.of(what + " needs finite numbers")
                        .at("row " + (i / m + 1) + ", column " + (i % m + 1))
                        .got(rows[i])
                        .as(CoterieException.Kind.DATA);
            }
        }
    }

    /** What is done with the squared distances of a queried row from rows {@code from} to before {@code to}. */
    interface Sink {
        void take(int query, int from, int to, double[] squared);
    }

    /**
     * Hands the squared distances of the queried rows from all rows to the sink: for one query in order of blocks and
     * never from two threads at once, for different queries from several threads.
     *
     * @param queries row numbers; the sink is told the place in this array
     */
    void each(int[] queries, Sink sink) {
        // one array a feature: into one array with offsets, the compiler would not make vectors of the loops
        double[][] block = new double[m][WIDTH];
        int chunks = (queries.length + CHUNK - 1) / CHUNK;
        for (int from = 0; from < n; from += WIDTH) {
            int first = from;
            int to = Math.min(n, from + WIDTH);
            turn(from, to, block);
            IntStream.range(0, chunks).parallel().forEach(chunk -> {
                int start = chunk * CHUNK;
                double[][] squared = new double[Math.min(CHUNK, queries.length - start)][WIDTH];
                squared(queries, start, block, squared);
                for (int q = 0; q < squared.length; q++) {
                    sink.take(start + q, first, to, squared[q]);
                }
            });
        }
    }

    private void turn(int from, int to, double[][] block) {
        for (int i = from; i < to; i++) {
            for (int d = 0; d < m; d++) {
                block[d][i - from] = rows[i * m + d];
            }
        }
    }

    /** Tile by tile of features, so that a tile stays in the nearest cache while all queries of the chunk pass. */
    private void squared(int[] queries, int start, double[][] block, double[][] into) {
        for (int first = 0; first < m; first += TILE) {
            int end = Math.min(m, first + TILE);
            for (int q = 0; q < into.length; q++) {
                int at = queries[start + q] * m;
                int d = first;
                for (; d < end - 3; d += 4) {
                    four(block, d, rows[at + d], rows[at + d + 1], rows[at + d + 2], rows[at + d + 3], into[q]);
                }
                for (; d < end; d++) {
                    one(block[d], rows[at + d], into[q]);
                }
            }
        }
    }

    private static void one(double[] feature, double a, double[] into) {
        for (int j = 0; j < WIDTH; j++) {
            double e = a - feature[j];
            into[j] += e * e;
        }
    }

    /** Four features at a time, so that the sums are fetched and put back a fourth as often. */
    private static void four(double[][] block, int d, double a0, double a1, double a2, double a3, double[] into) {
        double[] b0 = block[d];
        double[] b1 = block[d + 1];
        double[] b2 = block[d + 2];
        double[] b3 = block[d + 3];
        for (int j = 0; j < WIDTH; j++) {
            double e0 = a0 - b0[j];
            double e1 = a1 - b1[j];
            double e2 = a2 - b2[j];
            double e3 = a3 - b3[j];
            into[j] += e0 * e0 + e1 * e1 + (e2 * e2 + e3 * e3);
        }
    }

    float at(int i, int d) {
        return rows[i * m + d];
    }
}
