package org.coterie.transforms;

import java.util.Map;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.SparseTable;
import org.coterie.api.data.Table;
import org.coterie.api.data.Transform;

/**
 * A transform that keeps the columns and changes each value by itself. A sparse table stays sparse where the change
 * leaves zeros alone.
 *
 * @param in the columns
 * @param state its numbers by name
 * @param takes which numbers it can take, for messages
 * @param change what it does
 */
record PerColumn(Features in, Map<String, double[]> state, String takes, Change change) implements Transform.Fitted {

    /** Changes one value, which may be NaN, of one column. */
    @FunctionalInterface
    interface Change {
        double of(double value, int column);
    }

    /** Changes one value that is there; missing ones stay missing. */
    static PerColumn ofPresent(Features in, Map<String, double[]> state, Change change) {
        return new PerColumn(
                in, state, "a finite number", (value, j) -> Double.isNaN(value) ? value : change.of(value, j));
    }

    @Override
    public Features out() {
        return in;
    }

    @Override
    public Dataset apply(Dataset rows) {
        Border.width(rows, in);
        int m = in.width();
        if (rows.x() instanceof SparseTable sparse && keepsZeros()) {
            float[] values = new float[sparse.entries()];
            for (int i = 0; i < sparse.rows(); i++) {
                for (int e = sparse.start(i); e < sparse.start(i + 1); e++) {
                    values[e] = changed(sparse.value(e), i, sparse.column(e), rows);
                }
            }
            return rows.with(sparse.withValues(values), in);
        }
        Table changed = Computed.of(rows.x(), m, (i, from, to, offset) -> {
            for (int j = 0; j < m; j++) {
                to[offset + j] = changed(from[j], i, j, rows);
            }
        });
        return rows.with(changed, in);
    }

    /** Whether zero becomes positive zero in every column. */
    private boolean keepsZeros() {
        for (int j = 0; j < in.width(); j++) {
            if (Double.doubleToRawLongBits(change.of(0, j)) != 0) {
                return false;
            }
        }
        return true;
    }

    private float changed(float value, int i, int j, Dataset rows) {
        double result = change.of(value, j);
        if (!Double.isFinite(result) && Float.isFinite(value)) {
            throw Fault.of("a value that a transform cannot take")
                    .at(rows.name() + ", row " + rows.rowName(i) + ", column "
                            + Quote.of(in.names().get(j)))
                    .got(value)
                    .expected(takes)
                    .as(CoterieException.Kind.DATA);
        }
        return (float) result;
    }

    @Override
    public Map<String, double[]> state() {
        return Border.copy(state);
    }
}
