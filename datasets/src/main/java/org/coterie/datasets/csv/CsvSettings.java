package org.coterie.datasets.csv;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.coterie.api.Settings;
import org.coterie.datasets.files.Missing;

/**
 * How a CSV file is to be read; the keys are explained in {@code reference.conf}.
 *
 * @param label a reference to a column, or {@link #NONE}
 * @param id a reference to a column, or {@link #NONE}
 */
record CsvSettings(
        String file,
        Separator separator,
        Header header,
        String label,
        String id,
        List<String> columns,
        List<String> ignore,
        Set<String> missingTokens,
        Missing missing,
        Decimal decimal,
        Quotes quote,
        List<String> annotations,
        boolean transpose) {

    static final String NONE = "none";

    enum Separator {
        AUTO('\0'),
        COMMA(','),
        TAB('\t'),
        SEMICOLON(';'),
        PIPE('|');

        final char mark;

        Separator(char mark) {
            this.mark = mark;
        }
    }

    enum Header {
        AUTO,
        YES,
        NO,
        /** Rows, columns and names of classes, as scikit-learn's own files begin. */
        COUNTS
    }

    enum Quotes {
        DOUBLE('"'),
        SINGLE('\''),
        /** No character of any text, so that none quotes. */
        NONE('\uFFFF');

        final char mark;

        Quotes(char mark) {
            this.mark = mark;
        }
    }

    enum Decimal {
        POINT('.'),
        COMMA(',');

        final char mark;

        Decimal(char mark) {
            this.mark = mark;
        }
    }

    /** Copies the collections. */
    CsvSettings {
        columns = List.copyOf(columns);
        ignore = List.copyOf(ignore);
        missingTokens = Set.copyOf(missingTokens);
        annotations = List.copyOf(annotations);
    }

    /** Reads every key once. */
    static CsvSettings read(Settings in) {
        CsvSettings s = new CsvSettings(
                in.text("file"),
                in.choice("separator", Separator.class),
                in.choice("header", Header.class),
                in.text("label").strip(),
                in.text("id").strip(),
                in.texts("columns"),
                in.texts("ignore"),
                in.texts("missing-tokens").stream().map(String::strip).collect(Collectors.toSet()),
                in.choice("missing", Missing.class),
                in.choice("decimal", Decimal.class),
                in.choice("quote", Quotes.class),
                in.texts("annotations"),
                in.flag("transpose"));
        if (s.file.isBlank() || s.file.indexOf('\0') >= 0) {
            in.problem("file", "the name of a file", "for example file = \"measures.csv\" or \"shipped:penguins\"");
        }
        if (!s.label.equals(NONE) && s.label.equals(s.id)) {
            in.problem("id", "another column than label", "a column is either the class or the name of a row");
        }
        if (s.decimal == Decimal.COMMA && s.separator == Separator.COMMA) {
            in.problem("separator", "tab, semicolon or pipe with decimal = comma", "leave it at auto");
        }
        if (s.transpose && (!s.label.equals(NONE) || !s.id.equals(NONE) || !s.annotations.isEmpty())) {
            in.problem(
                    "transpose",
                    "no, or a file without columns of labels, ids and annotations",
                    "with transpose = yes the first line names the rows and the first column the features");
        }
        return s;
    }

    /** Those of {@code reference.conf}, for a file. */
    static CsvSettings defaults(String file) {
        return new CsvSettings(
                file,
                Separator.AUTO,
                Header.AUTO,
                NONE,
                NONE,
                List.of(),
                List.of(),
                Set.of("", "NA", "NaN", "nan", "?", "null"),
                Missing.REJECT,
                Decimal.POINT,
                Quotes.DOUBLE,
                List.of(),
                false);
    }

    /** The same, with missing values kept. */
    CsvSettings keeping() {
        return new CsvSettings(
                file,
                separator,
                header,
                label,
                id,
                columns,
                ignore,
                missingTokens,
                Missing.KEEP,
                decimal,
                quote,
                annotations,
                transpose);
    }

    boolean isMissing(String cell) {
        return missingTokens.contains(cell);
    }

    /** The number of a column in a reference such as {@code 3}, counted from 0. */
    static OptionalInt position(String reference) {
        return reference.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(reference) - 1) : OptionalInt.empty();
    }
}
