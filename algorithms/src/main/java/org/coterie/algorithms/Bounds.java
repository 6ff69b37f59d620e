package org.coterie.algorithms;

import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Lower and upper bounds of the squared distances between all rows of two sets, a block of rows at a time. The dot
 * products are float32; the bounds hold whatever order they were summed in (Higham, Accuracy and Stability of Numerical
 * Algorithms, section 3.1), so that what is decided by bounds, and in double where they leave a doubt, is exact and has
 * the same bits at any number of threads.
 */
final class Bounds implements AutoCloseable {
    /** Numbers of a block of products; more is no faster. */
    private static final int BLOCK = 1 << 22;

    private static final double UNIT = 0x1p-23;
    private static final double TINY = 0x1p-80;

    private final int count;
    private final int n;
    private final int block;
    private final float[] scaled;
    private final double[] own; // squared norms of the rows asked for
    private final double[] squares; // and of the others
    private final double[] norms;
    private final double factor; // from products to twice a dot product in the rows' own units
    private final double byNorms; // the error of twice a product of unit vectors
    private final double tiny;
    private final Dots dots;

    /** Between every row of {@code queries} and every row of {@code base}; under any metric but Canberra's. */
    Bounds(Vectors queries, Vectors base) {
        int m = base.m;
        count = queries.n;
        n = base.n;
        block = Math.max(8, Math.min(512, BLOCK / Math.max(1, n)));
        double[] centre = centre(base);
        double most = Math.max(largest(queries, centre), largest(base, centre));
        int exponent = most > 0 ? 40 - Math.getExponent(most) : 0;
        double scale = Math.scalb(1.0, exponent);
        double back = Math.scalb(1.0, -2 * exponent);
        float[] fixed = scaled(base, centre, scale);
        scaled = queries == base ? fixed : scaled(queries, centre, scale);
        squares = squares(fixed, n, m, back);
        own = queries == base ? squares : squares(scaled, count, m, back);
        norms = new double[n];
        for (int j = 0; j < n; j++) {
            norms[j] = Math.sqrt(squares[j]);
        }
        factor = 2 * back;
        byNorms = 1.01 * UNIT * (m + 4);
        tiny = TINY * m * back;
        dots = new Dots(fixed, n, m);
    }

    private static double[] centre(Vectors x) {
        double[] mean = new double[x.m];
        for (int i = 0; i < x.n; i++) {
            for (int j = 0; j < x.m; j++) {
                mean[j] += x.at(i, j);
            }
        }
        for (int j = 0; j < x.m; j++) {
            mean[j] /= Math.max(1, x.n);
        }
        return mean;
    }

    private static double largest(Vectors x, double[] centre) {
        double most = 0;
        for (int i = 0; i < x.n; i++) {
            double sum = 0;
            for (int j = 0; j < x.m; j++) {
                double value = x.at(i, j) - centre[j];
                sum += value * value;
            }
            most = Math.max(most, sum);
        }
        return Math.sqrt(most);
    }

    private static float[] scaled(Vectors x, double[] centre, double scale) {
        float[] scaled = new float[x.rows.length];
        for (int i = 0; i < x.n; i++) {
            for (int j = 0; j < x.m; j++) {
                scaled[i * x.m + j] = (float) ((x.at(i, j) - centre[j]) * scale);
            }
        }
        return scaled;
    }

    private static double[] squares(float[] rows, int n, int m, double back) {
        double[] squares = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < m; j++) {
                sum += (double) rows[i * m + j] * rows[i * m + j];
            }
            squares[i] = sum * back;
        }
        return squares;
    }

    /** Shows every block of rows once, on several threads in no order. */
    void forEachBlock(Consumer<Block> use) {
        IntStream.range(0, (count + block - 1) / block).parallel().forEach(b -> {
            int from = b * block;
            use.accept(new Block(from, Math.min(count, from + block)));
        });
    }

    @Override
    public void close() {
        dots.close();
    }

    /** Some rows, and the bounds of the one chosen last. */
    final class Block {
        private final int from;
        private final int to;
        private final float[] products;
        private int offset;
        private double low;
        private double high;
        private double perNorm;

        private Block(int from, int to) {
            this.from = from;
            this.to = to;
            products = new float[(to - from) * n];
            dots.into(scaled, from, to - from, products);
        }

        int from() {
            return from;
        }

        int to() {
            return to;
        }

        /** Chooses the row whose bounds are asked for. */
        void choose(int i) {
            offset = (i - from) * n;
            low = own[i] * (1 - 2 * UNIT) - tiny;
            high = own[i] * (1 + 2 * UNIT) + tiny;
            perNorm = byNorms * Math.sqrt(own[i]);
        }

        /** At most the squared distance of the chosen row and the base's row j. */
        double lower(int j) {
            return low + squares[j] * (1 - 2 * UNIT) - factor * products[offset + j] - perNorm * norms[j];
        }

        /** At least it. */
        double upper(int j) {
            return high + squares[j] * (1 + 2 * UNIT) - factor * products[offset + j] + perNorm * norms[j];
        }
    }
}
