package org.coterie.runtime.run;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Table;
import org.coterie.runtime.graph.Streams;

/** The rows that are looked at where all would take too long; in their own order, drawn without putting back. */
final class Sample {
    /** Rows beyond which a sample is taken. */
    static final int ROWS = 50_000;

    /** Numbers beyond which a sample is taken. */
    private static final long NUMBERS = 1L << 26;

    private static final int FEWEST = 2000;

    private final int all;
    private final int[] rows;

    private Sample(int all, int[] rows) {
        this.all = all;
        this.rows = rows;
    }

    /** All rows of a table of this size, or some of them; the same for the same seed. */
    static Sample of(int n, int m, long seed) {
        return of(
                n,
                (int) Math.min(ROWS, Math.max(FEWEST, NUMBERS / Math.max(1, m))),
                new Streams(seed).stream("evaluation/rows"));
    }

    static Sample of(int n, int most, RandomGenerator random) {
        if (n <= most) {
            return new Sample(n, IntStream.range(0, n).toArray());
        }
        int[] rows = new int[most];
        int taken = 0;
        for (int i = 0; taken < most; i++) { // each row with the chance that leaves room for the rest (Knuth's S)
            if (random.nextInt(n - i) < most - taken) {
                rows[taken++] = i;
            }
        }
        return new Sample(n, rows);
    }

    /** How many. */
    int size() {
        return rows.length;
    }

    /** Whether some rows are left out. */
    boolean partial() {
        return rows.length < all;
    }

    Table of(Table x) {
        return partial() ? x.select(rows) : x;
    }

    int[] of(int[] values) {
        return partial() ? Arrays.stream(rows).map(i -> values[i]).toArray() : values;
    }

    Labels of(Labels labels) {
        return partial() ? labels.select(rows) : labels;
    }
}
