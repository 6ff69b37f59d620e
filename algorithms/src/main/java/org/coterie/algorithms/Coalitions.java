package org.coterie.algorithms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Coalitions of m features with the weights of the Shapley kernel: sizes s and m − s together, from the outside in, whole while
 * all subsets of a size are not more than its share of the room; the rest of the room is drawn by weight, each with its
 * complement. Weights sum to 1.
 */
final class Coalitions {
    private final List<BitSet> sets = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    private Coalitions() {}

    /** Of at least 2 features; about {@code room} coalitions, all where there are not more. */
    static Coalitions of(int m, int room, long seed) {
        int sizes = m / 2; // 1 with m−1, 2 with m−2, …; where m is even the last is its own complement
        double[] share = new double[sizes + 1];
        for (int s = 1; s <= sizes; s++) {
            share[s] = (m - 1.0) / ((double) s * (m - s)) * (2 * s == m ? 1 : 2);
        }
        double total = Arrays.stream(share).sum();
        Coalitions found = new Coalitions();
        double left = room;
        double open = total;
        int s = 1;
        for (; s <= sizes; s++) {
            double subsets = choose(m, s) * (2 * s == m ? 1 : 2);
            if (subsets > left * share[s] / open * (1 + 1e-9)) {
                break;
            }
            found.whole(m, s, share[s] / total / subsets);
            left -= subsets;
            open -= share[s];
        }
        if (s <= sizes && left >= 2) {
            found.drawn(m, s, share, open, total, (int) (left / 2), seed);
        }
        return found;
    }

    int size() {
        return sets.size();
    }

    boolean has(int coalition, int feature) {
        return sets.get(coalition).get(feature);
    }

    double weight(int coalition) {
        return weights.get(coalition);
    }

    private void whole(int m, int s, double weight) {
        int[] chosen = new int[s];
        Arrays.setAll(chosen, j -> j);
        while (true) {
            BitSet set = new BitSet(m);
            Arrays.stream(chosen).forEach(set::set);
            add(set, weight);
            if (2 * s != m) {
                add(complement(set, m), weight);
            }
            int j = s - 1;
            while (j >= 0 && chosen[j] == m - s + j) {
                j--;
            }
            if (j < 0) {
                return;
            }
            chosen[j]++;
            for (int l = j + 1; l < s; l++) {
                chosen[l] = chosen[l - 1] + 1;
            }
        }
    }

    private void drawn(int m, int first, double[] share, double open, double total, int pairs, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<BitSet, Integer> counts = new LinkedHashMap<>();
        int[] order = new int[m];
        Arrays.setAll(order, j -> j);
        for (int p = 0; p < pairs; p++) {
            double place = random.nextDouble() * open;
            int s = first;
            while (s < share.length - 1 && place >= share[s]) {
                place -= share[s];
                s++;
            }
            BitSet set = new BitSet(m);
            for (int j = 0; j < s; j++) {
                int other = random.nextInt(j, m);
                int kept = order[j];
                order[j] = order[other];
                order[other] = kept;
                set.set(order[j]);
            }
            counts.merge(set, 1, Integer::sum);
            counts.merge(complement(set, m), 1, Integer::sum);
        }
        counts.forEach((set, count) -> add(set, open / total * count / (2.0 * pairs)));
    }

    private static BitSet complement(BitSet set, int m) {
        BitSet other = (BitSet) set.clone();
        other.flip(0, m);
        return other;
    }

    private void add(BitSet set, double weight) {
        sets.add(set);
        weights.add(weight);
    }

    private static double choose(int m, int s) {
        double c = 1;
        for (int j = 1; j <= s; j++) {
            c = c * (m - s + j) / j;
        }
        return c;
    }
}
