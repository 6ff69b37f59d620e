package org.coterie.datasets.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Source;
import org.coterie.datasets.files.Classes;
import org.coterie.datasets.files.Missing;
import org.coterie.datasets.files.Places;
import org.coterie.datasets.files.Quote;

/** The rows of one file as they come, with what is wrong in them; nothing is thrown before the last row. */
final class CsvRows {
    private static final int SHOWN = 5;

    private final CsvSettings settings;
    private final Head head;
    private final Columns columns;
    private final long firstLine;
    private final Floats values = new Floats();
    private final Classes classes = new Classes();
    private final List<String> names = new ArrayList<>();
    private final Places text;
    private final Places infinite;
    private final Places missing;
    private final List<String> ragged = new ArrayList<>();
    private long raggedCount;
    private int seen;
    private int kept;

    /**
     * No rows yet.
     *
     * @param firstLine the number of the line the head was taken from
     */
    CsvRows(CsvSettings settings, Head head, Columns columns, long firstLine) {
        this.settings = settings;
        this.head = head;
        this.columns = columns;
        this.firstLine = firstLine;
        text = new Places(head.file());
        infinite = new Places(head.file());
        missing = new Places(head.file());
    }

    void add(CsvRecord row) {
        seen++;
        if (row.getFieldCount() != head.width()) {
            if (raggedCount++ < SHOWN) {
                ragged.add("line " + row.getStartingLineNumber() + " has " + row.getFieldCount());
            }
            return;
        }
        int before = values.size();
        boolean whole = true;
        for (int f = 0; f < columns.features().length; f++) {
            float value = value(row, f);
            values.add(value);
            whole = whole && !Float.isNaN(value);
        }
        if (!whole && settings.missing() == Missing.DROP) {
            values.cut(before);
            return;
        }
        kept++;
        if (columns.id() >= 0) {
            names.add(row.getField(columns.id()).strip());
        } else if (settings.missing() == Missing.DROP) {
            names.add(Integer.toString(seen));
        }
        if (columns.label() >= 0) {
            String name = row.getField(columns.label()).strip();
            if (settings.isMissing(name)) {
                classes.addUnknown();
            } else {
                classes.add(name);
            }
        }
    }

    /** NaN where it is missing or wrong; what is wrong is noted. */
    private float value(CsvRecord row, int feature) {
        int column = columns.features()[feature];
        String cell = row.getField(column).strip();
        if (settings.isMissing(cell)) {
            missing.add(row.getStartingLineNumber(), head.names().get(column), cell);
            return Float.NaN;
        }
        float value = Numbers.parse(cell, settings.decimal().mark);
        if (Float.isNaN(value)) {
            text.add(row.getStartingLineNumber(), head.names().get(column), cell);
        } else if (Float.isInfinite(value)) {
            infinite.add(row.getStartingLineNumber(), head.names().get(column), cell);
        }
        return value;
    }

    /** The data set, if nothing was wrong. */
    Dataset dataset(String name, Source source) {
        List<Fault> faults = faults();
        if (!faults.isEmpty()) {
            throw new CoterieException(CoterieException.Kind.DATA, faults, null);
        }
        // without ids, numbers are names only where some are left out
        boolean named = columns.id() >= 0 || kept < seen;
        return new Dataset(
                name,
                values.table(columns.features().length),
                Features.of(columns.names()),
                named ? names : List.of(),
                columns.label() < 0
                        ? Optional.empty()
                        : classes.labels(head.names().get(columns.label())),
                List.of(),
                List.of(source));
    }

    private List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        if (seen == 0) {
            faults.add(Fault.of("the file has column names but no rows")
                    .at(head.file())
                    .got(Quote.list(head.names()))
                    .advise("if the first line is a row, set data.header = no"));
        }
        if (raggedCount > 0) {
            String more = raggedCount > SHOWN ? "; and " + (raggedCount - SHOWN) + " more" : "";
            faults.add(Fault.of(
                            raggedCount == 1
                                    ? "a row has another number of values"
                                    : "rows differ in their number of values")
                    .at(head.file())
                    .got(String.join("; ", ragged) + more)
                    .expected(head.width() + " values, as in line " + firstLine)
                    .advise("put values that contain the separator in quotes, or name it in data.separator"));
        }
        if (!text.isEmpty()) {
            faults.add(text.fault("text in a number column")
                    .expected("numbers such as 3" + settings.decimal().mark + "14 or 1e-3")
                    .advise(adviceOnText()));
        }
        if (!infinite.isEmpty()) {
            faults.add(Missing.infinite(infinite).advise("mend the file, or name such cells in data.missing-tokens"));
        }
        if (!missing.isEmpty() && settings.missing() == Missing.REJECT) {
            faults.add(Missing.rejected(missing));
        }
        if (faults.isEmpty() && kept == 0) {
            faults.add(Missing.noRowLeft(missing)
                    .advise("leave the columns " + missing.columns()
                            + " out with data.ignore, or set data.missing = keep"));
        }
        return faults;
    }

    private String adviceOnText() {
        if (!head.named() && text.onlyIn(firstLine)) {
            return "data.header = yes, if the first line holds the names of the columns";
        }
        return "data.ignore = " + text.columns() + " leaves these columns out; data.label names the column of classes;"
                + " data.missing-tokens the cells that mean \"no value\"";
    }
}
