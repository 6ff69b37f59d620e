package org.coterie.runtime.run;

import java.nio.file.Path;
import java.util.List;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.model.store.Csv;
import org.coterie.model.store.CsvRows;

/**
 * The clusters a run wrote down.
 *
 * @param rows the names of the rows
 * @param clusters the cluster of each; negative for noise
 */
record Assignments(List<String> rows, int[] clusters) {

    /** Reads {@code assignments.csv} or {@code baseline.csv}; an {@code ARTIFACT} fault where it is none. */
    static Assignments read(Path file) {
        CsvRows table = CsvRows.read(file, Kind.ARTIFACT);
        int row = table.header().indexOf("row");
        int cluster = table.header().indexOf("cluster");
        if (row < 0 || cluster < 0) {
            throw Fault.of("these are no clusters of rows")
                    .at(file.toString())
                    .got(String.join(", ", table.header()))
                    .expected("columns row and cluster")
                    .as(Kind.ARTIFACT);
        }
        List<String> written = table.column(cluster);
        int[] clusters = new int[written.size()];
        for (int i = 0; i < clusters.length; i++) {
            try {
                clusters[i] = Integer.parseInt(written.get(i));
            } catch (NumberFormatException e) {
                throw Fault.of("a cluster is no whole number")
                        .at(file + ", row " + (i + 1))
                        .got(written.get(i))
                        .as(Kind.ARTIFACT, e);
            }
        }
        return new Assignments(table.column(row).stream().map(Csv::original).toList(), clusters);
    }

    /** Whether other clusters are of the same rows, in the same order. */
    boolean sameRows(Assignments other) {
        return rows.equals(other.rows);
    }
}
