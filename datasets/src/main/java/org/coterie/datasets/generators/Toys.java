package org.coterie.datasets.generators;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The toy sets of the tensorized autoencoders' public code: clusters of equal size from N(μ, Σ), each with three more
 * columns from N(0, 0.1²); with seed 0 those of the papers, as that code's numbers print with nine digits.
 *
 * @param rows number of rows, n
 * @param means μ of each cluster
 * @param factors A of each cluster, AᵀA = Σ; NumPy's {@code multivariate_normal} computes √s·V from the singular value
 *     decomposition of Σ, and the signs and last digits are its own
 */
record Toys(int rows, double[][] means, double[][][] factors) {
    private static final int EXTRA = 3;
    private static final MathContext DIGITS = new MathContext(9);

    /** Two parallel lines: both Σ = [[5, 4.95], [4.95, 5]]. */
    static final Toys PARALLEL = new Toys(150, new double[][] {{-1, -1}, {4, -2}}, new double[][][] {
        {{-2.2304708023195463, -2.230470802319547}, {-0.15811388300841822, 0.15811388300841817}},
        {{-2.2304708023195463, -2.230470802319547}, {-0.15811388300841822, 0.15811388300841817}}
    });

    /** A line of slope 1, which {@link #TRIANGLE} begins with as well: Σ = [[5, 4.9], [4.9, 5]]. */
    private static final double[][] RISING = {
        {-2.224859546128699, -2.2248595461286995}, {-0.22360679774997835, 0.2236067977499783}
    };

    /** Two lines at a right angle: Σ = [[5, ±4.9], [±4.9, 5]]. */
    static final Toys ORTHOGONAL = new Toys(150, new double[][] {{-1, -1}, {7, 7}}, new double[][][] {
        RISING, {{-2.224859546128699, 2.2248595461286995}, {0.22360679774997835, 0.2236067977499783}}
    });

    /** The sides of a triangle: Σ = [[5, 4.9], [4.9, 5]], [[5, −4.5], [−4.5, 5]], diag(7, 1). */
    static final Toys TRIANGLE = new Toys(150, new double[][] {{-1, -1}, {6, 6}, {5, -5}}, new double[][][] {
        RISING,
        {{-2.179449471770337, 2.179449471770336}, {0.49999999999999983, 0.5000000000000001}},
        {{2.6457513110645907, 0}, {0, 1}}
    });

    /** Lines along three axes: every entry of Σ 0.01, but one on the diagonal, which is 3. */
    static final Toys LINES_3D = new Toys(300, new double[][] {{2, 0, 0}, {0, 0, 4}, {2, 2, 3}}, new double[][][] {
        {
            {-1.7320506779859663, -0.005812119702515617, -0.005812119702515614},
            {0.0006699913100454054, -0.09983095343911946, -0.09983095343911944},
            {0, -3.2967464065652486e-18, 3.296746406565249e-18}
        },
        {
            {-0.00581211970251561, -1.7320506779859661, -0.00581211970251561},
            {0.09983095343911944, -0.0006699913100454049, 0.09983095343911944},
            {9.92207149380785e-10, -1.6595167643514065e-27, -9.922071493807847e-10}
        },
        {
            {-0.005812119702515614, -0.005812119702515966, -1.7320506779859663},
            {-0.09983095343911977, -0.09983095343911841, 0.0006699913100454004},
            {1.353457528704425e-09, -1.3534575287044434e-09, 9.55211281459161e-26}
        }
    });

    Sample make(int seed) {
        NumPyRandom random = new NumPyRandom(seed);
        int core = means[0].length;
        int each = rows / means.length;
        double[][] x = new double[each * means.length][core + EXTRA];
        int[] of = new int[x.length];
        for (int c = 0; c < means.length; c++) {
            for (int i = c * each; i < (c + 1) * each; i++) {
                of[i] = c;
                for (int d = 0; d < core; d++) {
                    double normal = random.normal();
                    for (int j = 0; j < core; j++) {
                        x[i][j] += normal * factors[c][d][j];
                    }
                }
                for (int j = 0; j < core; j++) {
                    x[i][j] += means[c][j];
                }
            }
            for (int i = c * each; i < (c + 1) * each; i++) {
                for (int j = core; j < core + EXTRA; j++) {
                    x[i][j] = random.normal(0, 0.1);
                }
            }
        }
        for (double[] row : x) {
            for (int j = 0; j < row.length; j++) {
                row[j] = new BigDecimal(row[j]).round(DIGITS).doubleValue();
            }
        }
        List<String> names = new ArrayList<>(Sample.named("x", core));
        names.addAll(Sample.named("noise", EXTRA));
        return new Sample(names, x, Sample.numbered(means.length), of);
    }
}
