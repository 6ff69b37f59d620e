package org.coterie.tensorized;

import java.util.List;
import org.coterie.algorithms.Pca;
import org.coterie.api.Desk;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.tensorflow.types.TFloat32;

/**
 * Begins linear networks as the planes of their clusters: whatever the layers, x̂ is at first the projection of x̃ on the
 * plane, shortened as the penalty wants it. Shared layers begin as a basis B of all planes together, as far as they are wide
 * enough; numbers that are not needed keep their random start and reach nothing yet.
 */
final class Planes {
    private final Autoencoder.Networks networks;

    Planes(Autoencoder.Networks networks) {
        this.networks = networks;
    }

    void begin(Desk desk, List<Begun> starts) {
        int h = networks.code().width();
        int m = desk.data().columns();
        int k = starts.get(0).centres().rows();
        List<Integer> shared = networks.design().shared();
        int planes = starts.get(0).directions().rows() / k;
        if (planes < h || networks.design().own().stream().anyMatch(width -> width < h)) {
            return;
        }
        int q = shared.isEmpty() ? m : Math.min(networks.design().narrowest(m), Math.min(m, k * h));
        double shrinks = networks.design().penalty().shrinks();
        double[][][] bases = new double[starts.size()][][];
        double[][][][] inner = new double[starts.size()][k][][];
        for (int r = 0; r < bases.length; r++) {
            Table directions = starts.get(r).directions();
            bases[r] = shared.isEmpty() ? new double[0][0] : basis(directions, q);
            for (int j = 0; j < k; j++) {
                double[][] v = new double[h][m];
                for (int i = 0; i < h; i++) {
                    for (int c = 0; c < m; c++) {
                        v[i][c] = directions.at(j * h + i, c);
                    }
                }
                inner[r][j] = shared.isEmpty() ? v : times(v, bases[r]);
            }
        }
        layers(desk, networks.omega().weights(), 1, (r, j) -> bases[r], q, true);
        layers(desk, networks.psi().weights(), k, (r, j) -> transposed(inner[r][j]), h, true);
        layers(desk, networks.phi().weights(), k, (r, j) -> scaled(inner[r][j], shrinks), h, false);
        layers(desk, networks.theta().weights(), 1, (r, j) -> transposed(bases[r]), q, false);
    }

    /** What is written into a layer of a restart and cluster. */
    private interface Block {
        double[][] of(int restart, int cluster);
    }

    /** The block into the first layer of an encoder, or the last of a decoder; the others pass on {@code width} numbers. */
    private static void layers(
            Desk desk, List<Var<TFloat32>> weights, int copies, Block block, int width, boolean first) {
        for (int l = 0; l < weights.size(); l++) {
            boolean mine = first ? l == 0 : l == weights.size() - 1;
            Block into = mine ? block : (r, j) -> identity(width);
            write(desk, weights.get(l), copies, into);
        }
    }

    /** Into the first columns of every copy: the block, and zeros below it. */
    private static void write(Desk desk, Var<TFloat32> weight, int copies, Block block) {
        float[] values = desk.read(weight);
        int in = (int) weight.shape().get(0);
        int out = (int) weight.shape().get(1);
        for (int copy = 0; copy < values.length / (in * out); copy++) {
            double[][] b = block.of(copy / copies, copy % copies);
            for (int i = 0; i < in; i++) {
                for (int c = 0; c < b[0].length; c++) {
                    values[(copy * in + i) * out + c] = i < b.length ? (float) b[i][c] : 0;
                }
            }
        }
        desk.write(weight, values);
    }

    /** q orthonormal directions, m×q, that hold as much as can be of all planes: principal directions of ±V. */
    private static double[][] basis(Table v, int q) {
        int n = v.rows();
        int m = v.columns();
        float[] both = new float[2 * n * m];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < m; c++) {
                both[i * m + c] = v.at(i, c);
                both[(n + i) * m + c] = -v.at(i, c);
            }
        }
        double[] found = Pca.of(q).fit(Table.of(2 * n, m, both)).directions();
        double[][] basis = new double[m][q];
        for (int i = 0; i < q; i++) {
            for (int c = 0; c < m; c++) {
                // planes that span less than q directions leave some unsaid
                basis[c][i] = Double.isFinite(found[i * m + c]) ? found[i * m + c] : 0;
            }
        }
        return basis;
    }

    private static double[][] identity(int n) {
        double[][] one = new double[n][n];
        for (int i = 0; i < n; i++) {
            one[i][i] = 1;
        }
        return one;
    }

    private static double[][] times(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int l = 0; l < b.length; l++) {
                for (int c = 0; c < b[0].length; c++) {
                    product[i][c] += a[i][l] * b[l][c];
                }
            }
        }
        return product;
    }

    private static double[][] transposed(double[][] a) {
        double[][] turned = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int c = 0; c < a[0].length; c++) {
                turned[c][i] = a[i][c];
            }
        }
        return turned;
    }

    private static double[][] scaled(double[][] a, double factor) {
        double[][] result = new double[a.length][a[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int c = 0; c < a[0].length; c++) {
                result[i][c] = a[i][c] * factor;
            }
        }
        return result;
    }
}
