package org.coterie.idc;

/** The coding rate within clusters of a finished clustering, in double precision: equation (8) with one-hot memberships. */
final class HardRate {

    private HardRate() {}

    /** (1/E) Σ_k (n_k/2n) ln det(I + E/(n_k ε) Σ_{i in k} c_i c_iᵀ), of n codes of length 1. */
    static double of(float[][] c, int[] clusters, int k, double epsilon) {
        int width = c[0].length;
        double[][][] scatter = new double[k][width][width];
        int[] sizes = new int[k];
        for (int i = 0; i < c.length; i++) {
            double[][] into = scatter[clusters[i]];
            sizes[clusters[i]]++;
            for (int a = 0; a < width; a++) {
                for (int b = 0; b <= a; b++) {
                    into[a][b] += (double) c[i][a] * c[i][b];
                }
            }
        }
        double sum = 0;
        for (int cluster = 0; cluster < k; cluster++) {
            if (sizes[cluster] > 0) {
                double factor = width / (sizes[cluster] * epsilon);
                sum += sizes[cluster] * logDet(scatter[cluster], factor);
            }
        }
        return sum / 2 / c.length / width;
    }

    /** ln det(I + factor·A) by Cholesky in place, A's lower half being given. */
    private static double logDet(double[][] a, double factor) {
        double log = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j <= i; j++) {
                double value = a[i][j] * factor + (i == j ? 1 : 0);
                for (int l = 0; l < j; l++) {
                    value -= a[i][l] * a[j][l];
                }
                a[i][j] = i == j ? Math.sqrt(value) : value / a[j][j];
            }
            log += 2 * Math.log(a[i][i]);
        }
        return log;
    }
}
