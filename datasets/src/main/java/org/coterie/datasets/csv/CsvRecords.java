package org.coterie.datasets.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.jspecify.annotations.Nullable;

/** Takes the cells of a file as they are found: the first line makes a head, the others go to the rows. */
final class CsvRecords extends AbstractBaseCsvCallbackHandler<CsvRows> {
    private static final int MOST_COLUMNS = 1 << 20;

    private final String file;
    private final CsvSettings settings;
    private final Function<Head, Columns> roles;
    private final List<String> first = new ArrayList<>();
    private Counts counts = Counts.NONE;
    private @Nullable CsvRows rows;
    private boolean blank = true;

    CsvRecords(String file, CsvSettings settings, Function<Head, Columns> roles) {
        this.file = file;
        this.settings = settings;
        this.roles = roles;
    }

    @Override
    protected void handleBegin(long line) {
        blank = true;
        if (rows != null) {
            rows.begin(line);
        } else {
            first.clear();
        }
    }

    @Override
    protected void handleField(int column, char[] text, int offset, int length, boolean quoted) {
        int from = offset;
        int to = offset + length;
        while (from < to && isBlank(text[to - 1])) {
            to--;
        }
        while (from < to && isBlank(text[from])) {
            from++;
        }
        blank = blank && column == 0 && from == to;
        if (rows != null) {
            rows.cell(column, text, from, to);
        } else if (column == MOST_COLUMNS) {
            throw Fault.of("the file has too many columns")
                    .at(file)
                    .expected("at most " + MOST_COLUMNS)
                    .as(CoterieException.Kind.DATA);
        } else {
            first.add(new String(text, from, to - from));
        }
    }

    /** As String.strip(): blanks of all scripts, but no other control characters. */
    private static boolean isBlank(char c) {
        return (c <= ' ' || c >= 0x80) && Character.isWhitespace(c);
    }

    /** Gives nothing, so that one call of the reader takes the whole file. */
    @Override
    protected @Nullable CsvRows buildRecord() {
        if (blank) {
            if (rows != null) {
                rows.forget();
            }
        } else if (rows != null) {
            rows.end(getFieldCount());
        } else if (!counts.told() && Counts.maybe(first, settings)) {
            counts = new Counts(List.copyOf(first), getStartingLineNumber());
        } else {
            start();
        }
        return null;
    }

    /** The first line is known, and in {@link Counts} the second. */
    private void start() {
        List<String> line = List.copyOf(first);
        long number = getStartingLineNumber();
        boolean counted = counts.fit(line.size(), settings);
        if (counts.told() && !counted) {
            rows = rows(Head.of(file, counts.cells(), settings), counts.line(), counts.cells());
            add(rows, number, line);
        } else {
            rows = rows(counted ? Head.unnamed(file, line.size()) : Head.of(file, line, settings), number, line);
        }
    }

    private CsvRows rows(Head head, long number, List<String> line) {
        CsvRows fresh = new CsvRows(settings, head, roles.apply(head), number);
        if (!head.named()) {
            add(fresh, number, line);
        }
        return fresh;
    }

    private static void add(CsvRows rows, long number, List<String> line) {
        rows.begin(number);
        for (int j = 0; j < line.size(); j++) {
            rows.cell(j, line.get(j).toCharArray(), 0, line.get(j).length());
        }
        rows.end(line.size());
    }

    /** The rows of a file that was read to its end; fails where it had no line. */
    CsvRows rows() {
        if (rows == null && counts.told()) {
            Head head = Head.of(file, counts.cells(), settings);
            rows = rows(head, counts.line(), counts.cells());
        }
        if (rows == null) {
            throw empty(file);
        }
        return rows;
    }

    static CoterieException empty(String file) {
        return Fault.of("the file is empty")
                .at(file)
                .expected("a line for each row")
                .as(CoterieException.Kind.DATA);
    }

    /**
     * A first line as scikit-learn's own files have it: rows, columns, then the names of the classes. The columns do not
     * count the last one, of classes.
     */
    private record Counts(List<String> cells, long line) {
        static final Counts NONE = new Counts(List.of(), 0);

        static boolean maybe(List<String> cells, CsvSettings settings) {
            if (settings.header() == CsvSettings.Header.COUNTS) {
                return true;
            }
            return settings.header() == CsvSettings.Header.AUTO
                    && cells.size() > 2
                    && cells.get(0).matches("[1-9][0-9]{0,8}")
                    && cells.get(1).matches("[1-9][0-9]{0,5}")
                    && cells.stream()
                            .skip(2)
                            .allMatch(cell -> Float.isNaN(Numbers.parse(cell, settings.decimal().mark))
                                    && !settings.isMissing(cell));
        }

        boolean told() {
            return line > 0;
        }

        boolean fit(int width, CsvSettings settings) {
            return told()
                    && (settings.header() == CsvSettings.Header.COUNTS || Integer.parseInt(cells.get(1)) + 1 == width);
        }
    }
}
