package org.coterie.algorithms;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * Judges predictors by what they were not shown: the columns are split into groups, each group is hidden once, predicted from
 * the others, and scored; the mean over all entries is an unbiased estimate, up to the noise's variance, of the error against
 * clean data (noise2self: Batson and Royer 2019; equations (6) and (7) of the DeePWAK preprint). That is what makes it a rule of
 * selection over any family of predictors: of neighbours, clusters, components, or networks.
 *
 * <p>It holds only for a predictor that does not read the entries of a row it predicts. Hidden columns of <em>other</em> rows may
 * be read.
 */
public final class Noise2Self {
    private final int columns;
    private final int[][] groups;

    private Noise2Self(int columns, int[][] groups) {
        this.columns = columns;
        this.groups = groups;
    }

    /** Predicts the hidden columns of each row; row i of the result must not depend on row i of {@code hidden}. */
    @FunctionalInterface
    public interface Predictor {

        /**
         * Predicts.
         *
         * @param seen the visible columns of all rows
         * @param hidden the hidden columns of all rows
         * @return as many rows and columns as {@code hidden}
         */
        Table predict(Table seen, Table hidden);
    }

    /** Sums of squared errors in the hidden columns, of as many predictors, or rows, as the caller wants. */
    @FunctionalInterface
    public interface Squares {

        /** The sums; as many for every group. */
        double[] of(Table seen, Table hidden);
    }

    /**
     * Splits columns at random into groups of equal size, or one more.
     *
     * @param columns how many there are, m
     * @param groups how many groups, from 2 to m
     * @throws CoterieException of kind DATA if there are fewer columns than groups
     */
    public static Noise2Self of(int columns, int groups, RandomGenerator random) {
        if (groups < 2 || groups > columns) {
            throw Fault.of("columns cannot be hidden in so many groups")
                    .got(columns + " columns, " + groups + " groups")
                    .expected("2 groups or more, and as many columns")
                    .as(CoterieException.Kind.DATA);
        }
        int[] order = new int[columns];
        for (int j = 0; j < columns; j++) {
            int at = random.nextInt(j + 1);
            order[j] = order[at];
            order[at] = j;
        }
        int[][] parts = new int[groups][];
        for (int g = 0; g < groups; g++) {
            parts[g] = Arrays.copyOfRange(
                    order, (int) ((long) columns * g / groups), (int) ((long) columns * (g + 1) / groups));
            Arrays.sort(parts[g]);
        }
        return new Noise2Self(columns, parts);
    }

    /** The groups, each the numbers of its columns, ascending. */
    public List<int[]> groups() {
        return Arrays.stream(groups).map(int[]::clone).toList();
    }

    /** What a predictor is shown while a group is hidden; copied. */
    public Table seen(Table x, int group) {
        boolean[] hide = new boolean[columns];
        for (int j : groups[group]) {
            hide[j] = true;
        }
        int[] rest = new int[columns - groups[group].length];
        int at = 0;
        for (int j = 0; j < columns; j++) {
            if (!hide[j]) {
                rest[at++] = j;
            }
        }
        return pick(x, rest);
    }

    /** What is hidden with a group; copied. */
    public Table hidden(Table x, int group) {
        return pick(x, groups[group]);
    }

    /** Adds up sums of squared errors over all groups: divided by rows and columns, mean squared errors. */
    public double[] sum(Table x, Squares squares) {
        check(x);
        double[] all = new double[0];
        for (int g = 0; g < groups.length; g++) {
            double[] part = squares.of(seen(x, g), hidden(x, g));
            if (g == 0) {
                all = part.clone();
                continue;
            }
            for (int i = 0; i < all.length; i++) {
                all[i] += part[i];
            }
        }
        return all;
    }

    /** The error of a predictor, with what each row has of it. */
    public Errors judge(Table x, Predictor predictor) {
        double[] squares = sum(x, (seen, hidden) -> ofRows(predictor.predict(seen, hidden), hidden));
        for (int i = 0; i < squares.length; i++) {
            squares[i] /= columns;
        }
        return new Errors(squares);
    }

    /**
     * Errors of rows.
     *
     * @param rows mean squared error over the entries of each row
     */
    public record Errors(double[] rows) {

        /** Copies the errors. */
        public Errors {
            rows = rows.clone();
        }

        @Override
        public double[] rows() {
            return rows.clone();
        }

        /** Mean squared error over all entries. */
        public double mean() {
            return Arrays.stream(rows).average().orElse(Double.NaN);
        }

        /** Standard error of the mean, rows being independent: their standard deviation over √n; NaN of one row. */
        public double standardError() {
            double mean = mean();
            double squares =
                    Arrays.stream(rows).map(e -> (e - mean) * (e - mean)).sum();
            return Math.sqrt(squares / (rows.length - 1) / rows.length);
        }
    }

    /** The nearest there is to knowing nothing: every row is the mean of the others. */
    public static Table meanOfOthers(Table seen, Table hidden) {
        return meansOfOthers(hidden, new int[hidden.rows()]);
    }

    /**
     * Every row is the mean of the others of its cluster, A1's kernel of a partition; one alone in its cluster, or of none, is
     * the mean of all others.
     *
     * @param clusters of each row, −1 for none
     */
    public static Table meansOfOthers(Table hidden, int[] clusters) {
        int n = hidden.rows();
        int m = hidden.columns();
        int k = Math.max(0, Arrays.stream(clusters).max().orElse(-1)) + 1;
        double[][] sums = new double[k + 1][m]; // the last: of all
        int[] sizes = new int[k + 1];
        float[] row = new float[m];
        for (int i = 0; i < n; i++) {
            hidden.copyRow(i, row, 0);
            add(sums[k], row);
            sizes[k]++;
            if (clusters[i] >= 0) {
                add(sums[clusters[i]], row);
                sizes[clusters[i]]++;
            }
        }
        float[] predicted = new float[Math.multiplyExact(n, m)];
        for (int i = 0; i < n; i++) {
            hidden.copyRow(i, row, 0);
            int c = clusters[i] >= 0 && sizes[clusters[i]] > 1 ? clusters[i] : k;
            for (int j = 0; j < m; j++) {
                predicted[i * m + j] = (float) ((sums[c][j] - row[j]) / Math.max(1, sizes[c] - 1));
            }
        }
        return Table.of(n, m, predicted);
    }

    private static void add(double[] sum, float[] row) {
        for (int j = 0; j < row.length; j++) {
            sum[j] += row[j];
        }
    }

    private static double[] ofRows(Table predicted, Table hidden) {
        int m = hidden.columns();
        if (predicted.rows() != hidden.rows() || predicted.columns() != m) {
            throw new IllegalArgumentException(
                    predicted.rows() + "×" + predicted.columns() + " predicted of " + hidden.rows() + "×" + m);
        }
        double[] squares = new double[hidden.rows()];
        for (int i = 0; i < squares.length; i++) {
            for (int j = 0; j < m; j++) {
                double error = (double) predicted.at(i, j) - hidden.at(i, j);
                squares[i] += error * error;
            }
        }
        return squares;
    }

    private void check(Table x) {
        if (x.columns() != columns) {
            throw new IllegalArgumentException(x.columns() + " columns, the groups are of " + columns);
        }
    }

    private static Table pick(Table x, int[] which) {
        float[] row = new float[x.columns()];
        float[] some = new float[Math.multiplyExact(x.rows(), which.length)];
        for (int i = 0; i < x.rows(); i++) {
            x.copyRow(i, row, 0);
            for (int j = 0; j < which.length; j++) {
                some[i * which.length + j] = row[which[j]];
            }
        }
        return Table.of(x.rows(), which.length, some);
    }
}
