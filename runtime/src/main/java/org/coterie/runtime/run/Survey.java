package org.coterie.runtime.run;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Table;

/**
 * What the values of a data set are like; read row by row.
 *
 * @param least the least value, missing ones apart; NaN where there is none
 * @param greatest the greatest value
 * @param missing how many values are NaN
 * @param zeros how many are 0
 * @param infinite how many are infinite
 * @param whole whether all are whole numbers
 * @param constant names of the columns in which all rows have the same value, or none has one
 */
public record Survey(
        float least, float greatest, long missing, long zeros, long infinite, boolean whole, List<String> constant) {

    /** Copies the list. */
    public Survey {
        constant = List.copyOf(constant);
    }

    /** Looks at every value once. */
    public static Survey of(Dataset data) {
        Table x = data.x();
        int m = x.columns();
        float[] row = new float[m];
        float[] low = new float[m];
        float[] high = new float[m];
        java.util.Arrays.fill(low, Float.POSITIVE_INFINITY);
        java.util.Arrays.fill(high, Float.NEGATIVE_INFINITY);
        long missing = 0;
        long zeros = 0;
        long infinite = 0;
        boolean whole = true;
        for (int i = 0; i < x.rows(); i++) {
            x.copyRow(i, row, 0);
            for (int j = 0; j < m; j++) {
                float value = row[j];
                if (Float.isNaN(value)) {
                    missing++;
                } else {
                    zeros += value == 0 ? 1 : 0;
                    infinite += Float.isInfinite(value) ? 1 : 0;
                    whole = whole && value == Math.rint(value);
                    low[j] = Math.min(low[j], value);
                    high[j] = Math.max(high[j], value);
                }
            }
        }
        float least = Float.NaN;
        float greatest = Float.NaN;
        List<String> constant = new ArrayList<>();
        for (int j = 0; j < m; j++) {
            if (low[j] <= high[j]) {
                least = Float.isNaN(least) ? low[j] : Math.min(least, low[j]);
                greatest = Float.isNaN(greatest) ? high[j] : Math.max(greatest, high[j]);
            }
            if (low[j] >= high[j]) {
                constant.add(data.features().names().get(j));
            }
        }
        return new Survey(least, greatest, missing, zeros, infinite, whole && !Float.isNaN(least), constant);
    }

    /** How many rows each class has, in the order of the classes. */
    public static int[] counts(Labels labels) {
        int[] counts = new int[labels.classes().size()];
        for (int label : labels.of()) {
            if (label >= 0) {
                counts[label]++;
            }
        }
        return counts;
    }
}
