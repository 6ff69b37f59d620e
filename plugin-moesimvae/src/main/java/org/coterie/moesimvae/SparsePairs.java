package org.coterie.moesimvae;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/** Pairs as they are read, each put with that of its rows that has fewer. */
final class SparsePairs {
    private final int most;
    private final int[] rows;
    private final float[] values;
    private final int[] count;
    private final Map<Long, Integer> places = new HashMap<>();

    /** None yet. */
    SparsePairs(int n, int most) {
        this.most = most;
        this.rows = new int[Math.multiplyExact(n, most)];
        this.values = new float[rows.length];
        this.count = new int[n];
        Arrays.fill(rows, -1);
    }

    /** Adds a pair; of the same pair said twice the larger value counts, unless they contradict each other. */
    void add(String place, int a, int b, double value, boolean strict) {
        if (a == b) {
            return; // a row is always like itself
        }
        long key = (long) Math.min(a, b) << 32 | Math.max(a, b);
        Integer known = places.get(key);
        if (known != null) {
            if (strict && values[known] != (float) value) {
                throw Fault.of("two pairs contradict each other")
                        .at(place)
                        .got("rows " + (a + 1) + " and " + (b + 1))
                        .as(CoterieException.Kind.DATA);
            }
            values[known] = Math.max(values[known], (float) value);
            return;
        }
        int with = count[a] <= count[b] ? a : b;
        if (count[with] == most) {
            throw Fault.of("a row has more pairs than are kept")
                    .at(place)
                    .got("rows " + (a + 1) + " and " + (b + 1))
                    .expected("at most " + most + " for each row")
                    .advise("raise most")
                    .as(CoterieException.Kind.DATA);
        }
        int slot = with * most + count[with]++;
        rows[slot] = with == a ? b : a;
        values[slot] = (float) value;
        places.put(key, slot);
    }

    /** All of them. */
    Relation.Pairs pairs() {
        return new Relation.Pairs(rows, values);
    }
}
