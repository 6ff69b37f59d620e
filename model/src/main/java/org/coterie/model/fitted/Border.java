package org.coterie.model.fitted;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;

/** The one place where values are checked before mathematics sees them. */
public final class Border {
    private static final int EXAMPLES = 5;

    private Border() {}

    /**
     * Training rows as the method will see them.
     *
     * @throws CoterieException if there are no rows or columns, or a value is missing or infinite
     */
    public static void training(Dataset data) {
        if (data.x().rows() == 0 || data.x().columns() == 0) {
            throw Fault.of("there is nothing to cluster")
                    .at(data.name())
                    .got(data.x().rows() + " rows and " + data.x().columns() + " columns")
                    .expected("at least one of each")
                    .as(CoterieException.Kind.DATA);
        }
        finite(data, "missing = reject or drop, or transforms = [{ type = impute }, …]");
    }

    /** Columns that hold one value only, by name; they say nothing about clusters. */
    public static List<String> constant(Dataset data) {
        List<String> names = new ArrayList<>();
        for (int j = 0; j < data.x().columns(); j++) {
            float first = data.x().at(0, j);
            boolean same = true;
            for (int i = 1; same && i < data.x().rows(); i++) {
                same = Float.compare(data.x().at(i, j), first) == 0;
            }
            if (same) {
                names.add(data.features().names().get(j));
            }
        }
        return names;
    }

    /** Rows a model is asked about, as the user has them. */
    public static void width(Table rows, Features trained) {
        if (rows.columns() != trained.width()) {
            throw Fault.of("the rows do not have the columns of the model")
                    .got(rows.columns() + " columns")
                    .expected(trained.width() + " columns: " + shortened(trained.names()))
                    .advise("give the columns the model was trained on, in the same order or with a header")
                    .as(CoterieException.Kind.DATA);
        }
    }

    /** Values after preparation: nothing missing, nothing infinite. */
    public static void finite(Dataset data, String advice) {
        List<String> bad = new ArrayList<>();
        long count = 0;
        Table x = data.x();
        float[] row = new float[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            x.copyRow(i, row, 0);
            for (int j = 0; j < row.length; j++) {
                if (!Float.isFinite(row[j])) {
                    count++;
                    if (bad.size() < EXAMPLES) {
                        bad.add("row " + data.rowName(i) + ", "
                                + data.features().names().get(j) + ": " + row[j]);
                    }
                }
            }
        }
        if (count > 0) {
            throw Fault.of(count == 1 ? "a value is missing or infinite" : count + " values are missing or infinite")
                    .at(data.name())
                    .got(String.join("; ", bad) + (count > bad.size() ? "; …" : ""))
                    .expected("finite numbers")
                    .advise(advice)
                    .as(CoterieException.Kind.DATA);
        }
    }

    private static String shortened(List<String> names) {
        return names.size() <= 8
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 7)) + ", … " + names.get(names.size() - 1);
    }
}
