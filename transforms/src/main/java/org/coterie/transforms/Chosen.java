package org.coterie.transforms;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.SparseTable;
import org.coterie.api.data.Table;
import org.coterie.api.data.Transform;

/**
 * A transform that keeps some of the columns, with their names; sparse tables stay sparse.
 *
 * @param in the columns there are
 * @param columns the numbers of those that are kept, in their new order
 * @param out the columns kept; all of them in their order keep the shape of a row
 */
record Chosen(Features in, int[] columns, Features out) implements Transform.Fitted {
    private static final String COLUMNS = "columns";

    static Chosen of(Features in, int[] columns) {
        boolean all = Arrays.equals(columns, IntStream.range(0, in.width()).toArray());
        List<String> names = Arrays.stream(columns).mapToObj(in.names()::get).toList();
        return new Chosen(in, columns, all ? in : Features.of(names));
    }

    /** The columns for which something is true of the training rows; at least one. */
    static Chosen where(Dataset training, boolean[] kept, String id, String advice) {
        int[] columns = IntStream.range(0, kept.length).filter(j -> kept[j]).toArray();
        if (columns.length == 0) {
            throw Fault.of("no column is left")
                    .at(training.name() + ", transform " + id)
                    .got(kept.length + " columns before")
                    .advise(advice)
                    .as(CoterieException.Kind.DATA);
        }
        return of(training.features(), columns);
    }

    static Chosen restore(String id, Features in, Map<String, double[]> state) {
        return of(in, new State(id, state).columns(COLUMNS, in));
    }

    @Override
    public Dataset apply(Dataset rows) {
        Border.width(rows, in);
        if (rows.x() instanceof SparseTable sparse) {
            return rows.with(sparse(sparse), out);
        }
        Table some = Computed.of(rows.x(), columns.length, (i, from, to, offset) -> {
            for (int j = 0; j < columns.length; j++) {
                to[offset + j] = from[columns[j]];
            }
        });
        return rows.with(some, out);
    }

    private SparseTable sparse(SparseTable x) {
        int[] place = new int[in.width()];
        Arrays.fill(place, -1);
        for (int j = 0; j < columns.length; j++) {
            place[columns[j]] = j;
        }
        int[] starts = new int[x.rows() + 1];
        int[] indices = new int[x.entries()];
        float[] values = new float[x.entries()];
        int n = 0;
        for (int i = 0; i < x.rows(); i++) {
            long[] entries = IntStream.range(x.start(i), x.start(i + 1))
                    .filter(e -> place[x.column(e)] >= 0)
                    .mapToLong(e -> (long) place[x.column(e)] << Integer.SIZE | e)
                    .toArray();
            Arrays.sort(entries); // the new order may be another
            for (long entry : entries) {
                indices[n] = (int) (entry >>> Integer.SIZE);
                values[n++] = x.value((int) entry);
            }
            starts[i + 1] = n;
        }
        return SparseTable.of(columns.length, starts, Arrays.copyOf(indices, n), Arrays.copyOf(values, n));
    }

    @Override
    public Map<String, double[]> state() {
        return Map.of(COLUMNS, State.coded(columns));
    }
}
