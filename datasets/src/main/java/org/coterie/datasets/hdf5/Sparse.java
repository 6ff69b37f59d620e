package org.coterie.datasets.hdf5;

import org.coterie.api.data.SparseTable;
import org.coterie.datasets.files.Matrices;

/** Sparse matrices as scipy, AnnData and 10x store them: a group of {@code data}, {@code indices} and {@code indptr}. */
public final class Sparse {

    private Sparse() {}

    /**
     * Reads one.
     *
     * @param where file and matrix, for messages
     * @param lines the number of lines it must have
     * @param width the number of places in a line, already known to be plausible
     * @param linesAreRows whether lines become rows; else they become columns
     */
    public static SparseTable read(String where, Node group, int lines, int width, boolean linesAreRows) {
        long[] starts = group.need("indptr").data().longs();
        if (starts.length != lines + 1L) {
            throw new IllegalArgumentException("indptr has " + starts.length + " numbers for " + lines + " lines");
        }
        long[] places = group.need("indices").data().longs();
        return Matrices.compressed(
                where, width, starts, places, group.need("data").data().floats(), linesAreRows);
    }
}
