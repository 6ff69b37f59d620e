package org.coterie.datasets.files;

import java.util.Arrays;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.SparseTable;
import org.coterie.api.data.Table;

/** From the arrays that files hold to tables. */
public final class Matrices {

    private Matrices() {}

    /**
     * Compressed sparse lines, checked: rows where lines are rows, else columns. Within a line entries may stand in any
     * order; entries for one place are added.
     *
     * @param where file and matrix, for messages
     * @param width the number of places in a line
     * @param starts where each line starts, and the number of entries
     */
    public static SparseTable compressed(
            String where, int width, long[] starts, long[] places, float[] values, boolean linesAreRows) {
        if (starts.length == 0 || starts[0] != 0 || starts[starts.length - 1] != values.length) {
            throw wrong(where, "its line starts do not run from 0 to the number of entries");
        }
        if (places.length != values.length) {
            throw wrong(where, places.length + " places for " + values.length + " values");
        }
        int[] from = new int[starts.length];
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] < starts[i - 1] || starts[i] > values.length) {
                throw wrong(where, "line " + i + " ends before it starts, or beyond the last entry");
            }
            from[i] = (int) starts[i];
        }
        int[] at = new int[places.length];
        for (int e = 0; e < at.length; e++) {
            if (places[e] < 0 || places[e] >= width) {
                throw wrong(where, "an entry stands at place " + places[e] + " of " + width);
            }
            at[e] = (int) places[e];
        }
        Lines lines = new Lines(width, from, at, values);
        if (!linesAreRows) {
            lines = lines.transposed();
        }
        return (lines.ascends() ? lines : lines.transposed().transposed().merged()).table();
    }

    /** A dense table, written column after column, turned. */
    public static Table columnMajor(int rows, int columns, float[] values) {
        float[] turned = new float[values.length];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                turned[i * columns + j] = values[j * rows + i];
            }
        }
        return Table.of(rows, columns, turned);
    }

    /** Some columns, in the order given, each at most once; what is sparse stays sparse. */
    public static Table columns(Table x, int[] picked) {
        boolean all = picked.length == x.columns();
        for (int j = 0; all && j < picked.length; j++) {
            all = picked[j] == j;
        }
        if (all) {
            return x;
        }
        if (x instanceof SparseTable sparse) {
            return Lines.of(sparse).columns(picked).table();
        }
        float[] some = new float[Math.multiplyExact(x.rows(), picked.length)];
        float[] row = new float[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            x.copyRow(i, row, 0);
            for (int j = 0; j < picked.length; j++) {
                some[i * picked.length + j] = row[picked[j]];
            }
        }
        return Table.of(x.rows(), picked.length, some);
    }

    private static CoterieException wrong(String where, String what) {
        return Fault.of("the sparse matrix is damaged").at(where).got(what).as(CoterieException.Kind.DATA);
    }

    /** Compressed lines inside their ranges. */
    private record Lines(int width, int[] starts, int[] places, float[] values) {

        static Lines of(SparseTable x) {
            int[] starts = new int[x.rows() + 1];
            Arrays.setAll(starts, x::start);
            int[] places = new int[x.entries()];
            Arrays.setAll(places, x::column);
            float[] values = new float[x.entries()];
            for (int e = 0; e < values.length; e++) {
                values[e] = x.value(e);
            }
            return new Lines(x.columns(), starts, places, values);
        }

        int count() {
            return starts.length - 1;
        }

        boolean ascends() {
            for (int i = 0; i < count(); i++) {
                for (int e = starts[i] + 1; e < starts[i + 1]; e++) {
                    if (places[e] <= places[e - 1]) {
                        return false;
                    }
                }
            }
            return true;
        }

        /** By counting; within the new lines places ascend. */
        Lines transposed() {
            int[] from = new int[width + 1];
            for (int place : places) {
                from[place + 1]++;
            }
            for (int j = 0; j < width; j++) {
                from[j + 1] += from[j];
            }
            int[] next = Arrays.copyOf(from, width);
            int[] at = new int[places.length];
            float[] their = new float[places.length];
            for (int i = 0; i < count(); i++) {
                for (int e = starts[i]; e < starts[i + 1]; e++) {
                    int to = next[places[e]]++;
                    at[to] = i;
                    their[to] = values[e];
                }
            }
            return new Lines(count(), from, at, their);
        }

        /** Equal places, which stand side by side, become one. */
        Lines merged() {
            int[] from = new int[starts.length];
            int[] at = new int[places.length];
            float[] sum = new float[places.length];
            int n = 0;
            for (int i = 0; i < count(); i++) {
                for (int e = starts[i]; e < starts[i + 1]; e++) {
                    if (n > from[i] && at[n - 1] == places[e]) {
                        sum[n - 1] += values[e];
                    } else {
                        at[n] = places[e];
                        sum[n++] = values[e];
                    }
                }
                from[i + 1] = n;
            }
            return new Lines(width, from, Arrays.copyOf(at, n), Arrays.copyOf(sum, n));
        }

        Lines columns(int[] picked) {
            int[] to = new int[width];
            Arrays.fill(to, -1);
            for (int j = 0; j < picked.length; j++) {
                to[picked[j]] = j;
            }
            int[] from = new int[starts.length];
            int[] at = new int[places.length];
            float[] their = new float[places.length];
            int n = 0;
            for (int i = 0; i < count(); i++) {
                for (int e = starts[i]; e < starts[i + 1]; e++) {
                    if (to[places[e]] >= 0) {
                        at[n] = to[places[e]];
                        their[n++] = values[e];
                    }
                }
                from[i + 1] = n;
            }
            Lines some = new Lines(picked.length, from, Arrays.copyOf(at, n), Arrays.copyOf(their, n));
            return some.ascends() ? some : some.transposed().transposed();
        }

        SparseTable table() {
            return SparseTable.of(width, starts, places, values);
        }
    }
}
