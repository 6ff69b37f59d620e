package org.coterie.datasets.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.datasets.files.Missing;
import org.coterie.datasets.files.Origin;
import org.coterie.datasets.files.Places;
import org.coterie.datasets.files.StoredTable;

/**
 * A file with a line for each feature and a column for each row, as gene expression is published: the first line names the
 * rows, the first column the features.
 *
 * @param roles decides from the names of the features which to use
 */
record Turned(CsvSettings settings, Origin origin, Function<Head, Columns> roles) {

    Dataset read() {
        Dataset lines = new CsvTable(settings.keeping(), origin, Turned::allButTheFirst).read();
        Columns columns = roles.apply(new Head(origin.name(), true, lines.rowNames()));
        List<String> names = new ArrayList<>();
        Table table = turn(lines, columns, names);
        return new Dataset(
                lines.name(), table, Features.of(columns.names()), names, Optional.empty(), List.of(), lines.sources());
    }

    private static Columns allButTheFirst(Head head) {
        int[] rest = IntStream.range(1, head.width()).toArray();
        return new Columns(rest, head.names().subList(Math.min(1, head.width()), head.width()), -1, 0, new int[0]);
    }

    private Table turn(Dataset lines, Columns columns, List<String> names) {
        int[] features = columns.features();
        Places missing = new Places(origin.name());
        StoredTable.Builder rows = new StoredTable.Builder(features.length);
        float[] row = new float[features.length];
        for (int i = 0; i < lines.x().columns(); i++) {
            boolean whole = true;
            for (int f = 0; f < row.length; f++) {
                row[f] = lines.x().at(features[f], i);
                if (Float.isNaN(row[f])) {
                    whole = false;
                    // names stand in the first line
                    missing.add(features[f] + 2L, lines.features().names().get(i), "");
                }
            }
            if (whole || settings.missing() != Missing.DROP) {
                rows.add(row);
                names.add(lines.features().names().get(i));
            }
        }
        if (!missing.isEmpty() && (settings.missing() == Missing.REJECT || rows.rows() == 0)) {
            throw missing.fault(rows.rows() == 0 ? "every row has a missing value, so none is left" : "missing values")
                    .advise("data.ignore leaves features out; data.missing = keep with the transform impute fills them")
                    .as(CoterieException.Kind.DATA);
        }
        return rows.table();
    }
}
