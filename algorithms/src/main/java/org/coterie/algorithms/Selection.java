package org.coterie.algorithms;

import java.util.BitSet;
import java.util.List;
import org.coterie.api.data.Table;

/**
 * Do gates open the features known to matter (IDC, Table 2)? Pooled over all pairs of row and feature. A single set
 * opened for everyone can look good: all three informative features of IDC's synthetic set give F1 0.8.
 *
 * @param precision share of the opened that matter; 1 where nothing is opened
 * @param recall share of those that matter that are opened; 1 where none matters
 * @param f1 2TP/(2TP + FP + FN); 1 where nothing is opened and nothing matters
 */
public record Selection(double precision, double recall, double f1) {

    /**
     * Compares gates with the features that matter for each class.
     *
     * @param gates n×D
     * @param classes the class of each row; rows of unknown class (negative) are left out
     * @param informative for each class number the features that matter for it
     * @param threshold a gate above it is open; the paper prints none, so report 0 and 0.5
     */
    public static Selection of(Table gates, int[] classes, List<BitSet> informative, double threshold) {
        if (gates.rows() != classes.length) {
            throw new IllegalArgumentException(gates.rows() + " rows of gates for " + classes.length + " classes");
        }
        double right = 0;
        double wrong = 0;
        double missed = 0;
        for (int i = 0; i < classes.length; i++) {
            for (int d = 0; d < gates.columns() && classes[i] >= 0; d++) {
                boolean matters = informative.get(classes[i]).get(d);
                boolean open = gates.at(i, d) > threshold;
                right += open && matters ? 1 : 0;
                wrong += open && !matters ? 1 : 0;
                missed += !open && matters ? 1 : 0;
            }
        }
        return new Selection(
                right + wrong == 0 ? 1 : right / (right + wrong),
                right + missed == 0 ? 1 : right / (right + missed),
                right + wrong + missed == 0 ? 1 : 2 * right / (2 * right + wrong + missed));
    }
}
