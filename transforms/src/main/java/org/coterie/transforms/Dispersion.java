package org.coterie.transforms;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Dispersions as scanpy's {@code highly_variable_genes} has them with {@code flavor="seurat"}. */
public final class Dispersion {
    private static final int BINS = 20;

    private Dispersion() {}

    /** One number for each column; −∞ for a column without spread. */
    public static double[] standardised(Moments moments) {
        double[] variance = moments.sampleVariances();
        double[] mean = new double[variance.length];
        double[] dispersion = new double[variance.length];
        for (int j = 0; j < mean.length; j++) {
            double at = moments.mean[j] == 0 ? 1e-12 : moments.mean[j];
            mean[j] = Math.log1p(at);
            dispersion[j] = variance[j] == 0 ? Double.NaN : Math.log(variance[j] / at);
        }
        int[] bin = bins(mean);
        double[] score = new double[mean.length];
        Arrays.fill(score, Double.NEGATIVE_INFINITY);
        for (int b = 0; b < BINS; b++) {
            standardise(b, bin, dispersion, score);
        }
        return score;
    }

    private static void standardise(int b, int[] bin, double[] dispersion, double[] score) {
        int[] members = IntStream.range(0, bin.length)
                .filter(j -> bin[j] == b && !Double.isNaN(dispersion[j]))
                .toArray();
        double mean = Arrays.stream(members).mapToDouble(j -> dispersion[j]).sum() / members.length;
        double squares = Arrays.stream(members)
                .mapToDouble(j -> (dispersion[j] - mean) * (dispersion[j] - mean))
                .sum();
        double deviation = Math.sqrt(squares / (members.length - 1));
        for (int j : members) {
            // alone: one deviation above, by scanpy's rule; all alike: no more than the others
            score[j] = members.length == 1 ? 1 : deviation == 0 ? 0 : (dispersion[j] - mean) / deviation;
        }
    }

    /** The intervals of pandas' {@code cut}: of equal width, open to the left but for the first. */
    private static int[] bins(double[] mean) {
        double least = Arrays.stream(mean).min().orElse(0);
        double greatest = Arrays.stream(mean).max().orElse(0);
        double width = (greatest - least) / BINS;
        int[] bin = new int[mean.length];
        for (int j = 0; j < bin.length && width > 0; j++) {
            while (bin[j] + 1 < BINS && mean[j] > least + (bin[j] + 1) * width) {
                bin[j]++;
            }
        }
        return bin;
    }
}
