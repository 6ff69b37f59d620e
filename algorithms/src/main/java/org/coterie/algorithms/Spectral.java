package org.coterie.algorithms;

import java.util.SplittableRandom;

/**
 * Eigenvectors of the normalised Laplacian of a connected graph for its least eigenvalues above 0: those of
 * D^-½ W D^-½ for its largest below 1. By subspace iteration with Chebyshev polynomials that damp the rest of the
 * spectrum (Zhou and Saad 2007); memory for a few vectors, deterministic.
 */
final class Spectral {
    private static final int SPARE = 4;
    private static final int DEGREE = 24;
    private static final int ROUNDS = 60;
    private static final double TOLERANCE = 1e-4;
    private static final double LEAST_GAP = 1e-3;

    private final FuzzyGraph graph;
    private final int n;
    private final int p; // vectors iterated, n×p in row order
    private final double[] scale; // D^-½
    private final double[] trivial; // the eigenvector for 1

    private final boolean deflated;

    private Spectral(FuzzyGraph graph, int p, boolean deflated) {
        this.graph = graph;
        this.p = p;
        this.deflated = deflated;
        n = graph.n();
        scale = new double[n];
        trivial = new double[n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            double degree = 0;
            for (int e = graph.start()[i]; e < graph.start()[i + 1]; e++) {
                degree += graph.weight()[e];
            }
            scale[i] = degree > 0 ? 1 / Math.sqrt(degree) : 0;
            trivial[i] = Math.sqrt(degree);
            total += degree;
        }
        for (int i = 0; i < n; i++) {
            trivial[i] /= Math.sqrt(total);
        }
    }

    /** So many eigenvectors of unit length, n×count in row order; n must be above count + 1. */
    static double[] vectors(FuzzyGraph graph, int count, long seed) {
        return new Spectral(graph, Math.min(graph.n() - 1, count + SPARE), true).run(count, seed);
    }

    /**
     * So many eigenvectors of any graph for the largest eigenvalues, 1 among them, the largest first; n×count in row order.
     * Rows without edges are 0.
     */
    static double[] leading(FuzzyGraph graph, int count, long seed) {
        return new Spectral(graph, Math.min(graph.n(), count + SPARE), false).run(count, seed);
    }

    private double[] run(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] v = new double[n * p];
        for (int i = 0; i < v.length; i++) {
            v[i] = random.nextGaussian();
        }
        double[] values = new double[p];
        try (Linear linear = new Linear()) {
            for (int round = 0; round < ROUNDS; round++) {
                // what lies above the least value found is wanted, what lies below is damped
                v = filtered(v, round == 0 ? 0.5 : Math.max(-0.5, Math.min(values[0], 1 - 1e-9)));
                if (deflated) {
                    deflate(v);
                }
                v = linear.basis(v, n, p);
                double[] image = times(v);
                Linear.Eigen eigen = linear.eigen(linear.productOfTransposed(v, n, p, image, p), p);
                values = eigen.values();
                v = linear.product(v, n, p, eigen.vectors(), p);
                image = linear.product(image, n, p, eigen.vectors(), p);
                if (residual(v, image, values, count) < TOLERANCE * Math.max(LEAST_GAP, 1 - values[p - count])) {
                    break;
                }
            }
        }
        double[] wanted = new double[n * count];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < count; c++) {
                wanted[i * count + c] = v[i * p + p - 1 - c];
            }
        }
        return wanted;
    }

    /** The Chebyshev polynomial that is small on [−1, cut] and grows fastest above, scaled to 1 at 1. */
    private double[] filtered(double[] v, double cut) {
        double half = (cut + 1) / 2;
        double centre = (cut - 1) / 2;
        double sigma = half / (1 - centre);
        double first = sigma;
        double[] before = v;
        double[] now = times(v);
        for (int i = 0; i < now.length; i++) {
            now[i] = (now[i] - centre * v[i]) * sigma / half;
        }
        for (int d = 2; d <= DEGREE; d++) {
            double next = 1 / (2 / first - sigma);
            double[] image = times(now);
            for (int i = 0; i < image.length; i++) {
                image[i] = 2 * next / half * (image[i] - centre * now[i]) - sigma * next * before[i];
            }
            before = now;
            now = image;
            sigma = next;
        }
        return now;
    }

    private double[] times(double[] v) {
        double[] image = new double[n * p];
        for (int i = 0; i < n; i++) {
            for (int e = graph.start()[i]; e < graph.start()[i + 1]; e++) {
                int j = graph.column()[e];
                double w = graph.weight()[e] * scale[i] * scale[j];
                for (int c = 0; c < p; c++) {
                    image[i * p + c] += w * v[j * p + c];
                }
            }
        }
        return image;
    }

    private void deflate(double[] v) {
        for (int c = 0; c < p; c++) {
            double along = 0;
            for (int i = 0; i < n; i++) {
                along += trivial[i] * v[i * p + c];
            }
            for (int i = 0; i < n; i++) {
                v[i * p + c] -= along * trivial[i];
            }
        }
    }

    private double residual(double[] v, double[] image, double[] values, int count) {
        double worst = 0;
        for (int c = p - count; c < p; c++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double miss = image[i * p + c] - values[c] * v[i * p + c];
                sum += miss * miss;
            }
            worst = Math.max(worst, Math.sqrt(sum));
        }
        return worst;
    }
}
