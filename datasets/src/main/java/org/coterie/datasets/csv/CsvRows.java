package org.coterie.datasets.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Source;
import org.coterie.datasets.files.Classes;
import org.coterie.datasets.files.Missing;
import org.coterie.datasets.files.Places;
import org.coterie.datasets.files.StoredTable;

/** The rows of one file as their cells come, with what is wrong in them; nothing is thrown before the last row. */
final class CsvRows {
    private static final int SHOWN = 5;
    private static final int UNUSED = -1;
    private static final int LABEL = -2;
    private static final int ID = -3;
    private static final int FIRST_ANNOTATION = -4;

    private enum Trouble {
        MISSING,
        TEXT,
        INFINITE
    }

    private final CsvSettings settings;
    private final Head head;
    private final Columns columns;
    private final long firstLine;
    private final Tokens tokens;
    private final char mark;

    /** Of each column the feature it holds, or one of the constants. */
    private final int[] use;

    private final StoredTable.Builder table;
    private final Classes classes = new Classes();
    private final List<String> names = new ArrayList<>();
    private final List<Remarks> remarks = new ArrayList<>();
    private final Places text;
    private final Places infinite;
    private final Places missing;
    private final List<String> ragged = new ArrayList<>();
    private long raggedCount;
    private int seen;

    // the row that is being read
    private final float[] row;
    private final int[] troubled;
    private final Trouble[] trouble;
    private final String[] quoted;
    private int troubles;
    private long line;
    private String label = "";
    private String id = "";

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
        this.mark = settings.decimal().mark;
        tokens = new Tokens(settings.missingTokens(), mark);
        int m = columns.features().length;
        use = new int[head.width()];
        Arrays.fill(use, UNUSED);
        for (int a = 0; a < columns.annotations().length; a++) {
            use[columns.annotations()[a]] = FIRST_ANNOTATION - a;
            remarks.add(new Remarks(head.names().get(columns.annotations()[a])));
        }
        for (int f = 0; f < m; f++) {
            use[columns.features()[f]] = f;
        }
        if (columns.label() >= 0) {
            use[columns.label()] = LABEL;
        }
        if (columns.id() >= 0) {
            use[columns.id()] = ID;
        }
        table = new StoredTable.Builder(m);
        row = new float[m];
        troubled = new int[m];
        trouble = new Trouble[m];
        quoted = new String[m];
        text = new Places(head.file());
        infinite = new Places(head.file());
        missing = new Places(head.file());
    }

    /** A row begins. */
    void begin(long number) {
        line = number;
        troubles = 0;
    }

    /** The row was none. */
    void forget() {
        troubles = 0;
    }

    /** A cell without the blanks around it. */
    void cell(int column, char[] chars, int from, int to) {
        if (column >= use.length) {
            return;
        }
        int feature = use[column];
        if (feature >= 0) {
            row[feature] = value(column, chars, from, to);
        } else if (feature == LABEL) {
            label = new String(chars, from, to - from);
        } else if (feature == ID) {
            id = new String(chars, from, to - from);
        } else if (feature <= FIRST_ANNOTATION) {
            remarks.get(FIRST_ANNOTATION - feature).cell(new String(chars, from, to - from));
        }
    }

    /** NaN where it is missing or wrong; what is wrong is noted. */
    private float value(int column, char[] chars, int from, int to) {
        float value = Numbers.parse(chars, from, to, mark);
        boolean finite = Float.isFinite(value);
        if (finite && !(tokens.mayBeNumbers() && tokens.contain(chars, from, to))) {
            return value;
        }
        Trouble what = finite || tokens.contain(chars, from, to)
                ? Trouble.MISSING
                : Float.isNaN(value) ? Trouble.TEXT : Trouble.INFINITE;
        troubled[troubles] = column;
        trouble[troubles] = what;
        quoted[troubles] = places(what).wantsText() ? new String(chars, from, to - from) : "";
        troubles++;
        return what == Trouble.INFINITE ? value : Float.NaN;
    }

    private Places places(Trouble what) {
        return switch (what) {
            case MISSING -> missing;
            case TEXT -> text;
            case INFINITE -> infinite;
        };
    }

    /** The row ends. */
    void end(int cells) {
        seen = Math.incrementExact(seen);
        if (cells != head.width()) {
            if (raggedCount++ < SHOWN) {
                ragged.add("line " + line + " has " + cells);
            }
            return;
        }
        boolean whole = true;
        for (int t = 0; t < troubles; t++) {
            whole = whole && trouble[t] == Trouble.INFINITE;
            places(trouble[t]).add(line, head.names().get(troubled[t]), quoted[t]);
        }
        if (!whole && settings.missing() == Missing.DROP) {
            return;
        }
        table.add(row);
        if (columns.id() >= 0) {
            names.add(id);
        } else if (settings.missing() == Missing.DROP) {
            names.add(Integer.toString(seen));
        }
        if (columns.label() >= 0) {
            if (settings.isMissing(label)) {
                classes.addUnknown();
            } else {
                classes.add(label);
            }
        }
        remarks.forEach(remark -> remark.end(settings));
    }

    /** The data set, if nothing was wrong. */
    Dataset dataset(String name, Source source) {
        List<Fault> faults = faults();
        if (!faults.isEmpty()) {
            throw new CoterieException(CoterieException.Kind.DATA, faults, null);
        }
        // without ids, numbers are names only where some are left out
        boolean named = columns.id() >= 0 || table.rows() < seen;
        return new Dataset(
                name,
                table.table(),
                Features.of(columns.names()),
                named ? names : List.of(),
                columns.label() < 0
                        ? Optional.empty()
                        : classes.labels(head.names().get(columns.label())),
                remarks.stream().map(remark -> remark.annotation(mark)).toList(),
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
        if (faults.isEmpty() && table.rows() == 0) {
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
