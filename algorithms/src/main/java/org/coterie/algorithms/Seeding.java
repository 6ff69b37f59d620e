package org.coterie.algorithms;

import java.util.random.RandomGenerator;

/** Seeds for k-means. */
final class Seeding {
    private Seeding() {}

    /**
     * k-means++ (Arthur and Vassilvitskii 2007), greedy: each next centre is, of 2 + ⌊ln k⌋ rows drawn with a
     * probability proportional to the squared distance from the nearest centre, the one that leaves the least sum of
     * these distances.
     *
     * @return k×m centres in row order
     */
    static double[] greedy(float[] rows, int n, int m, int k, RandomGenerator random) {
        int tries = 2 + (int) Math.log(k);
        double[] centres = new double[k * m];
        double[] nearest = new double[n];
        double[] trial = new double[n];
        double[] best = new double[n];
        take(rows, random.nextInt(n), m, centres, 0);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            nearest[i] = Lloyd.distance(rows, i * m, centres, 0, m);
            sum += nearest[i];
        }
        for (int c = 1; c < k; c++) {
            double bestSum = Double.POSITIVE_INFINITY;
            int bestRow = 0;
            for (int t = 0; t < tries; t++) {
                int row = draw(nearest, sum, random);
                take(rows, row, m, centres, c);
                double trialSum = 0;
                for (int i = 0; i < n; i++) {
                    trial[i] = nearest[i];
                    if (nearest[i] > 0) {
                        trial[i] = Math.min(nearest[i], Lloyd.distance(rows, i * m, centres, c * m, m));
                    }
                    trialSum += trial[i];
                }
                if (t == 0 || trialSum < bestSum) {
                    bestSum = trialSum;
                    double[] spare = best;
                    best = trial;
                    trial = spare;
                    bestRow = row;
                }
            }
            take(rows, bestRow, m, centres, c);
            double[] spare = nearest;
            nearest = best;
            best = spare;
            sum = bestSum;
        }
        return centres;
    }

    /** A row with probability proportional to its weight; any row where all weights are 0. */
    private static int draw(double[] weights, double sum, RandomGenerator random) {
        double left = random.nextDouble() * sum;
        if (sum == 0) {
            return random.nextInt(weights.length);
        }
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                left -= weights[i];
                if (left < 0) {
                    return i;
                }
            }
        }
        return last; // rounding used up the sum
    }

    private static void take(float[] rows, int row, int m, double[] centres, int centre) {
        for (int j = 0; j < m; j++) {
            centres[centre * m + j] = rows[row * m + j];
        }
    }
}
