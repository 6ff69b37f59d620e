package org.coterie.transforms;

import java.util.Map;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.SparseTable;
import org.coterie.api.data.Table;
import org.coterie.api.data.Transform;

/**
 * A transform that divides each row by a number of its own. Zeros stay, so sparse tables stay sparse; so do missing
 * values, and rows of zeros.
 *
 * @param in the columns
 * @param state its numbers by name
 * @param by what a row is divided by
 */
record PerRow(Features in, Map<String, double[]> state, Divisor by) implements Transform.Fitted {

    /** What a row is divided by. */
    @FunctionalInterface
    interface Divisor {

        /**
         * A number above 0, or 0 for a row to be left as it is, or NaN for a row that cannot be taken.
         *
         * @param values the values of a row in order, with or without its zeros; NaN where missing
         */
        double of(float[] values);
    }

    @Override
    public Features out() {
        return in;
    }

    @Override
    public Dataset apply(Dataset rows) {
        Border.width(rows, in);
        if (rows.x() instanceof SparseTable sparse) {
            float[] values = new float[sparse.entries()];
            for (int i = 0; i < sparse.rows(); i++) {
                float[] row = new float[sparse.start(i + 1) - sparse.start(i)];
                for (int e = 0; e < row.length; e++) {
                    row[e] = sparse.value(sparse.start(i) + e);
                }
                divide(i, row, values, sparse.start(i), rows);
            }
            return rows.with(sparse.withValues(values), in);
        }
        Table divided = Computed.of(rows.x(), in.width(), (i, from, to, offset) -> divide(i, from, to, offset, rows));
        return rows.with(divided, in);
    }

    private void divide(int i, float[] row, float[] to, int offset, Dataset rows) {
        double divisor = by.of(row);
        if (Double.isNaN(divisor)) {
            throw Fault.of("a value below zero among counts")
                    .at(rows.name() + ", row " + rows.rowName(i))
                    .expected("counts or other amounts, none of them negative")
                    .advise("normalise before taking logarithms or centring")
                    .as(CoterieException.Kind.DATA);
        }
        for (int j = 0; j < row.length; j++) {
            to[offset + j] = divisor == 0 ? row[j] : (float) (row[j] / divisor);
        }
    }

    @Override
    public Map<String, double[]> state() {
        return Border.copy(state);
    }
}
