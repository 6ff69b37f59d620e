package org.coterie.algorithms;

import java.util.Arrays;

/**
 * UMAP's fuzzy simplicial set (McInnes, Healy and Melville 2018, sections 3.1 and 4.1): how surely two rows are
 * connected, symmetric, in compressed rows with ascending columns.
 *
 * @param n number of rows
 * @param start where each row begins, n+1 numbers
 * @param column the other row of each edge
 * @param weight its membership, in (0, 1]
 */
record FuzzyGraph(int n, int[] start, int[] column, float[] weight) {
    private static final double TOLERANCE = 1e-5;
    private static final double LEAST_SCALE = 1e-3;

    /** The union of what every row thinks of its neighbours: a + b − ab. */
    static FuzzyGraph of(Neighbours near) {
        int n = near.rows();
        int k = near.k();
        int[] index = near.indices();
        float[] member = memberships(near.distances(), n, k);
        int[] start = new int[n + 1];
        for (int e = 0; e < index.length; e++) {
            if (member[e] > 0) {
                start[e / k + 1]++;
                if (backwards(index, member, k, e / k, index[e]) < 0) {
                    start[index[e] + 1]++;
                }
            }
        }
        Arrays.parallelPrefix(start, Integer::sum);
        long[] edges = new long[start[n]]; // column, then the bits of the weight
        int[] next = Arrays.copyOf(start, n);
        for (int e = 0; e < index.length; e++) {
            if (member[e] > 0) {
                int i = e / k;
                int j = index[e];
                int back = backwards(index, member, k, i, j);
                float w = member[e];
                float union = back < 0 ? w : (float) (w + (double) member[back] - (double) w * member[back]);
                edges[next[i]++] = (long) j << 32 | Float.floatToIntBits(union);
                if (back < 0) {
                    edges[next[j]++] = (long) i << 32 | Float.floatToIntBits(union);
                }
            }
        }
        int[] column = new int[edges.length];
        float[] weight = new float[edges.length];
        for (int i = 0; i < n; i++) {
            Arrays.sort(edges, start[i], start[i + 1]);
            for (int e = start[i]; e < start[i + 1]; e++) {
                column[e] = (int) (edges[e] >>> 32);
                weight[e] = Float.intBitsToFloat((int) edges[e]);
            }
        }
        return new FuzzyGraph(n, start, column, weight);
    }

    /** Where row j names row i its neighbour with a membership above 0; -1 if it does not. */
    private static int backwards(int[] index, float[] member, int k, int i, int j) {
        for (int e = j * k; e < (j + 1) * k; e++) {
            if (index[e] == i) {
                return member[e] > 0 ? e : -1;
            }
        }
        return -1;
    }

    /**
     * exp(−(d − ρ)/σ) of each neighbour, where ρ is the least distance above 0 and σ such that the memberships of a row
     * sum to log₂(k+1); the row itself counts as one of its neighbours. Each row by itself, but for σ's lower bound
     * where ρ is 0.
     */
    static float[] memberships(float[] distances, int n, int k) {
        double mean = 0;
        for (float d : distances) {
            mean += d;
        }
        mean /= Math.max(1, distances.length);
        float[] member = new float[distances.length];
        for (int i = 0; i < n; i++) {
            int from = i * k;
            double rho = 0;
            double own = 0;
            for (int e = from; e < from + k; e++) {
                own += distances[e];
                rho = rho == 0 ? distances[e] : rho;
            }
            double least = LEAST_SCALE * (rho > 0 ? own / k : mean);
            double sigma = Math.max(least, bandwidth(distances, from, k, rho));
            for (int e = from; e < from + k; e++) {
                double over = distances[e] - rho;
                member[e] = (float) (over <= 0 || sigma == 0 ? 1 : Math.exp(-over / sigma));
            }
        }
        return member;
    }

    private static double bandwidth(float[] distances, int from, int k, double rho) {
        double target = Math.log(k + 1) / Math.log(2);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double sigma = 1;
        for (int step = 0; step < 64; step++) {
            double sum = 0;
            for (int e = from; e < from + k; e++) {
                double over = distances[e] - rho;
                sum += over > 0 ? Math.exp(-over / sigma) : 1;
            }
            if (Math.abs(sum - target) < TOLERANCE) {
                break;
            }
            if (sum > target) {
                high = sigma;
                sigma = (low + high) / 2;
            } else {
                low = sigma;
                sigma = high == Double.POSITIVE_INFINITY ? 2 * sigma : (low + high) / 2;
            }
        }
        return sigma;
    }

    /** The connected component of each row, numbered by their first rows. */
    int[] components() {
        int[] component = new int[n];
        Arrays.fill(component, -1);
        int[] queue = new int[n];
        int count = 0;
        for (int first = 0; first < n; first++) {
            if (component[first] >= 0) {
                continue;
            }
            component[first] = count;
            queue[0] = first;
            for (int head = 0, tail = 1; head < tail; head++) {
                int i = queue[head];
                for (int e = start[i]; e < start[i + 1]; e++) {
                    if (component[column[e]] < 0) {
                        component[column[e]] = count;
                        queue[tail++] = column[e];
                    }
                }
            }
            count++;
        }
        return component;
    }

    /** The graph among some rows, ascending, that no edge leaves. */
    FuzzyGraph part(int[] rows) {
        int[] place = new int[n];
        for (int r = 0; r < rows.length; r++) {
            place[rows[r]] = r;
        }
        int[] begin = new int[rows.length + 1];
        for (int r = 0; r < rows.length; r++) {
            begin[r + 1] = begin[r] + start[rows[r] + 1] - start[rows[r]];
        }
        int[] to = new int[begin[rows.length]];
        float[] sure = new float[to.length];
        for (int r = 0; r < rows.length; r++) {
            for (int e = 0; e < begin[r + 1] - begin[r]; e++) {
                to[begin[r] + e] = place[column[start[rows[r]] + e]];
                sure[begin[r] + e] = weight[start[rows[r]] + e];
            }
        }
        return new FuzzyGraph(rows.length, begin, to, sure);
    }
}
