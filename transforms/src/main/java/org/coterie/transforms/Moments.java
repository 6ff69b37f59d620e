package org.coterie.transforms;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.coterie.api.data.Table;

/**
 * Numbers about the columns of a table, found by reading it row by row, twice; in double, summed in the order of the
 * rows. Missing values are passed over.
 */
public final class Moments {
    /** How many values a column has. */
    final int[] count;

    /** The sum of a column's values. */
    final double[] sum;

    /** Their mean; of equal values that value exactly, of none 0. */
    final double[] mean;

    /** The sum of their squared distances from the mean; of equal values 0 exactly. */
    final double[] squares;

    private Moments(int m) {
        count = new int[m];
        sum = new double[m];
        mean = new double[m];
        squares = new double[m];
    }

    public static Moments of(Table x) {
        return of(x, DoubleUnaryOperator.identity());
    }

    /** The moments of a function of the values. */
    public static Moments of(Table x, DoubleUnaryOperator function) {
        int m = x.columns();
        Moments moments = new Moments(m);
        double[] first = new double[m];
        boolean[] varies = new boolean[m];
        Scan.rows(x, row -> {
            for (int j = 0; j < m; j++) {
                if (!Float.isNaN(row[j])) {
                    double value = function.applyAsDouble(row[j]);
                    if (moments.count[j]++ == 0) {
                        first[j] = value;
                    } else if (Double.compare(value, first[j]) != 0) {
                        varies[j] = true;
                    }
                    moments.sum[j] += value;
                }
            }
        });
        Arrays.setAll(moments.mean, j -> varies[j] ? moments.sum[j] / moments.count[j] : first[j]);
        Scan.rows(x, row -> {
            for (int j = 0; j < m; j++) {
                // whatever the rounding of its mean, a constant column has no spread
                if (varies[j] && !Float.isNaN(row[j])) {
                    double distance = function.applyAsDouble(row[j]) - moments.mean[j];
                    moments.squares[j] += distance * distance;
                }
            }
        });
        return moments;
    }

    /** The population's standard deviations, √(Σ(x−mean)²/n); 0 for constant and for empty columns. */
    double[] deviations() {
        double[] deviations = new double[count.length];
        Arrays.setAll(deviations, j -> squares[j] == 0 ? 0 : Math.sqrt(squares[j] / count[j]));
        return deviations;
    }

    /** Variances about the sample's mean, Σ(x−mean)²/(n−1); 0 where there are fewer than two values. */
    double[] sampleVariances() {
        double[] variances = new double[count.length];
        Arrays.setAll(variances, j -> count[j] < 2 ? 0 : squares[j] / (count[j] - 1));
        return variances;
    }
}
