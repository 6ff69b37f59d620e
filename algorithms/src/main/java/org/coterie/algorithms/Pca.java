package org.coterie.algorithms;

import java.util.Arrays;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * Principal components, in double. Exact up to {@value #EXACT_UP_TO} rows or columns: from the eigenvectors of the
 * covariance, or of the rows' Gram matrix where it is the smaller. Above, randomised (Halko, Martinsson and Tropp 2011,
 * algorithms 4.4 and 5.1): a range of 10 more dimensions than components, found by power iterations with a QR
 * decomposition after every product. Deterministic; the randomised one by its seed.
 *
 * <p>The entry of largest size in each component is positive, as in scikit-learn.
 *
 * @param components how many, at least 1
 * @param solver how they are found
 * @param whiten whether {@link Result#transform} divides each score by its standard deviation over the rows fitted
 * @param seed of the randomised solver; the exact one does not use it
 */
public record Pca(int components, Solver solver, boolean whiten, long seed) {
    /** The smaller of rows and columns up to which {@link Solver#AUTO} is exact. */
    public static final int EXACT_UP_TO = 2000;

    /** How components are found. */
    public enum Solver {
        /** Exact up to {@value #EXACT_UP_TO} rows or columns, randomised above. */
        AUTO,
        /** All eigenvectors. */
        EXACT,
        /** A random range, improved by power iterations. */
        RANDOMISED
    }

    /** Checks the range. */
    public Pca {
        if (components < 1) {
            throw new IllegalArgumentException("components = " + components + ": at least 1");
        }
    }

    /** So many components, not whitened, by the solver that fits the size. */
    public static Pca of(int components) {
        return new Pca(components, Solver.AUTO, false, 0);
    }

    /** The same with unit variances. */
    public Pca whitened() {
        return new Pca(components, solver, true, seed);
    }

    /** The same by another solver. */
    public Pca by(Solver other) {
        return new Pca(components, other, whiten, seed);
    }

    /**
     * Finds the components of the rows. Time O(n·m·min(n, m)) exact, O(n·m·components) randomised.
     *
     * @throws CoterieException of kind DATA if the smaller of rows and columns is less than the components, there are
     *     fewer than 2 rows, or a value is missing or infinite
     */
    public Result fit(Table x) {
        int n = x.rows();
        int m = x.columns();
        if (n < 2 || components > Math.min(n, m)) {
            throw Fault.of("fewer rows or columns than components")
                    .got(n + " rows, " + m + " columns, " + components + " components")
                    .expected("at least 2 rows, and as many rows and columns as components")
                    .as(CoterieException.Kind.DATA);
        }
        try (Linear linear = new Linear()) {
            Centred rows = new Centred(Vectors.finite(x), n, m, linear);
            boolean exact = solver == Solver.EXACT || (solver == Solver.AUTO && Math.min(n, m) <= EXACT_UP_TO);
            Spectrum found = exact ? Spectrum.exact(rows, components) : Spectrum.random(rows, components, seed);
            double[] variances =
                    Arrays.stream(found.squares()).map(s -> s / (n - 1)).toArray();
            double total = rows.squares() / (n - 1);
            double[] ratios =
                    Arrays.stream(variances).map(v -> total > 0 ? v / total : 0).toArray();
            return new Result(components, m, rows.mean(), found.directions(), variances, ratios, whiten);
        }
    }

    /**
     * Components, by falling variance. One without variance, because the rows have less dimensions, is zero.
     *
     * @param components how many, k
     * @param columns of the rows, m
     * @param mean of the rows, m numbers
     * @param directions the components, k×m in row order, each of length 1 or 0
     * @param variances of the rows along each component (over n−1), k numbers
     * @param ratios the variances over the sum of all columns' variances, k numbers; 0 where that sum is
     * @param whiten whether scores are divided by their standard deviations
     */
    public record Result(
            int components,
            int columns,
            double[] mean,
            double[] directions,
            double[] variances,
            double[] ratios,
            boolean whiten) {

        /** Copies the arrays. */
        public Result {
            if (mean.length != columns
                    || directions.length != (long) components * columns
                    || variances.length != components
                    || ratios.length != components) {
                throw new IllegalArgumentException("arrays do not fit " + components + "×" + columns);
            }
            mean = mean.clone();
            directions = directions.clone();
            variances = variances.clone();
            ratios = ratios.clone();
        }

        @Override
        public double[] mean() {
            return mean.clone();
        }

        @Override
        public double[] directions() {
            return directions.clone();
        }

        @Override
        public double[] variances() {
            return variances.clone();
        }

        @Override
        public double[] ratios() {
            return ratios.clone();
        }

        /** (Σλ)² / Σλ² of the variances λ kept: how many components carry them, 1 to k; 0 where nothing varies. */
        public double participationRatio() {
            double sum = Arrays.stream(variances).sum();
            double squares = Arrays.stream(variances).map(v -> v * v).sum();
            return squares > 0 ? sum * sum / squares : 0;
        }

        /**
         * The scores of rows, n×k: each row's result depends on that row alone.
         *
         * @throws IllegalArgumentException if the rows have another width
         */
        public Table transform(Table x) {
            if (x.columns() != columns) {
                throw new IllegalArgumentException(x.columns() + " columns, the components have " + columns);
            }
            float[] row = new float[columns];
            double[] centred = new double[columns];
            float[] scores = new float[Math.multiplyExact(x.rows(), components)];
            for (int i = 0; i < x.rows(); i++) {
                x.copyRow(i, row, 0);
                for (int j = 0; j < columns; j++) {
                    centred[j] = row[j] - mean[j];
                }
                for (int c = 0; c < components; c++) {
                    double sum = 0;
                    for (int j = 0; j < columns; j++) {
                        sum += centred[j] * directions[c * columns + j];
                    }
                    boolean divide = whiten && variances[c] > 0;
                    scores[i * components + c] = (float) (divide ? sum / Math.sqrt(variances[c]) : sum);
                }
            }
            return Table.of(x.rows(), components, scores);
        }
    }
}
