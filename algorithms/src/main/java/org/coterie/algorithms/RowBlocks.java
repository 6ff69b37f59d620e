package org.coterie.algorithms;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * Exact Euclidean distances between rows, block by block: 128 rows at a time are turned, so that one row is compared with
 * all of them by loops the processor can take several numbers of at once. Differences are squared in double, never
 * expanded, so equal rows are at distance 0 and near ones keep their digits.
 */
final class RowBlocks {
    static final int WIDTH = 128;
    private static final int CHUNK = 16;

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
        double[] block = new double[Math.multiplyExact(m, WIDTH)];
        int chunks = (queries.length + CHUNK - 1) / CHUNK;
        for (int from = 0; from < n; from += WIDTH) {
            int first = from;
            int to = Math.min(n, from + WIDTH);
            turn(from, to, block);
            IntStream.range(0, chunks).parallel().forEach(chunk -> {
                double[] squared = new double[WIDTH];
                int end = Math.min(queries.length, (chunk + 1) * CHUNK);
                for (int q = chunk * CHUNK; q < end; q++) {
                    squared(queries[q] * m, block, squared);
                    sink.take(q, first, to, squared);
                }
            });
        }
    }

    private void turn(int from, int to, double[] block) {
        for (int i = from; i < to; i++) {
            for (int d = 0; d < m; d++) {
                block[d * WIDTH + i - from] = rows[i * m + d];
            }
        }
    }

    private void squared(int at, double[] block, double[] into) {
        Arrays.fill(into, 0);
        int d = 0;
        for (; d < m - 3; d += 4) {
            four(block, d * WIDTH, rows[at + d], rows[at + d + 1], rows[at + d + 2], rows[at + d + 3], into);
        }
        for (; d < m; d++) {
            double a = rows[at + d];
            for (int j = 0; j < WIDTH; j++) {
                double e = a - block[d * WIDTH + j];
                into[j] += e * e;
            }
        }
    }

    /** Four features at a time, so that the sums are fetched and put back a fourth as often. */
    private static void four(double[] block, int p, double a0, double a1, double a2, double a3, double[] into) {
        for (int j = 0; j < WIDTH; j++) {
            double e0 = a0 - block[p + j];
            double e1 = a1 - block[p + WIDTH + j];
            double e2 = a2 - block[p + 2 * WIDTH + j];
            double e3 = a3 - block[p + 3 * WIDTH + j];
            into[j] += e0 * e0 + e1 * e1 + (e2 * e2 + e3 * e3);
        }
    }

    float at(int i, int d) {
        return rows[i * m + d];
    }
}
