package org.coterie.deepwak;

/** The kernel in plain Java doubles: as the paper writes it, with an n×n matrix, and without. */
final class PwakOracle {

    private PwakOracle() {}

    /** WAK(K Kᵀ) E as equations (2), (3) have it: pairs, diagonal out, rows or columns divided by their sums plus τ. */
    static double[][] naive(double[][] k, double[][] e, boolean rows, double tau) {
        int n = k.length;
        double[][] p = new double[n][n];
        double[] degree = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int c = 0; i != j && c < k[i].length; c++) {
                    p[i][j] += k[i][c] * k[j][c];
                }
                degree[i] += p[i][j];
            }
        }
        double[][] result = new double[n][e[0].length];
        for (int i = 0; i < n; i++) {
            for (int d = 0; d < e[0].length; d++) {
                double others = 0;
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    others += j == i ? 0 : e[j][d] / (n - 1);
                    sum += p[i][j] * e[j][d] / (rows ? 1 : degree[j] + tau);
                }
                result[i][d] = rows ? (sum + tau * others) / (degree[i] + tau) : sum;
            }
        }
        return result;
    }

    /** The same in O(n·k·d), operation by operation as {@link Pwak} does it. */
    static double[][] lowRank(double[][] k, double[][] e, boolean rows, double tau) {
        int n = k.length;
        int width = e[0].length;
        double[] s = new double[k[0].length];
        for (double[] row : k) {
            for (int c = 0; c < s.length; c++) {
                s[c] += row[c];
            }
        }
        double[] q = new double[n];
        double[] company = new double[n];
        for (int i = 0; i < n; i++) {
            double degree = 0;
            for (int c = 0; c < s.length; c++) {
                q[i] += k[i][c] * k[i][c];
                degree += k[i][c] * (s[c] - k[i][c]);
            }
            company[i] = tau > 0 ? Math.max(degree, 0) + tau : Math.max(degree, Math.ulp(1f));
        }
        double[][] result = new double[n][width];
        for (int d = 0; d < width; d++) {
            double[] m = new double[s.length];
            double total = 0;
            for (int i = 0; i < n; i++) {
                total += e[i][d];
                for (int c = 0; c < s.length; c++) {
                    m[c] += k[i][c] * e[i][d] / (rows ? 1 : company[i]);
                }
            }
            double pull = rows ? tau / Math.max(n - 1, 1) : 0;
            for (int i = 0; i < n; i++) {
                double sum = pull * total;
                for (int c = 0; c < s.length; c++) {
                    sum += k[i][c] * m[c];
                }
                sum -= (q[i] + pull) * e[i][d] / (rows ? 1 : company[i]);
                result[i][d] = rows ? sum / company[i] : sum;
            }
        }
        return result;
    }
}
