package org.coterie.benchmarks;

import java.util.List;
import java.util.Optional;
import org.coterie.api.data.Dataset;

/** The rule that a marker mode has to beat: a cell is of the organ whose marker is largest in it. */
final class MarkerRule {
    /** Of the seven organs, as in the public run and the generator {@code marker-counts}. */
    private static final List<String> MARKERS = List.of("Lpl", "Miox", "Hpx", "Tspan1", "Prx", "Cd79a", "Dntt");

    private MarkerRule() {}

    /** The organ of each row by the prepared columns, the first of equal ones; none where a marker is no column. */
    static Optional<int[]> of(Dataset rows) {
        List<String> names = rows.features().names();
        if (!names.containsAll(MARKERS)) {
            return Optional.empty();
        }
        int[] columns = MARKERS.stream().mapToInt(names::indexOf).toArray();
        int[] organs = new int[rows.x().rows()];
        for (int i = 0; i < organs.length; i++) {
            for (int c = 1; c < columns.length; c++) {
                organs[i] = rows.x().at(i, columns[c]) > rows.x().at(i, columns[organs[i]]) ? c : organs[i];
            }
        }
        return Optional.of(organs);
    }
}
