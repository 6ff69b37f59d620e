package org.coterie.datasets.matlab;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.coterie.api.data.Table;

/** The variables of an open file. */
interface Variables extends Closeable {

    /**
     * One variable, before it is read.
     *
     * @param kind MATLAB's word for it, such as {@code double} or {@code cell}
     * @param numeric whether it holds plain numbers
     */
    record Variable(String name, String kind, boolean numeric, long rows, long columns) {

        boolean isVector() {
            return rows == 1 || columns == 1;
        }

        @Override
        public String toString() {
            return name + " (" + rows + "×" + columns + " " + kind + ")";
        }
    }

    /** All of them, in the file's order. */
    List<Variable> list() throws IOException;

    /** Reads a numeric one: as MATLAB shows it, or turned. */
    Table read(Variable variable, boolean turned) throws IOException;
}
