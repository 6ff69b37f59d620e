package org.coterie.datasets.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coterie.api.data.DataFormat.Suggestion;
import org.coterie.datasets.csv.CsvSettings.Decimal;
import org.coterie.datasets.csv.CsvSettings.Header;
import org.coterie.datasets.csv.CsvSettings.Separator;
import org.coterie.datasets.files.Missing;
import org.coterie.datasets.files.Texts;

/** Looks at the first rows of a table and guesses what its columns are. */
final class Guess {
    private static final int ROWS = 5000;
    /** As in {@code reference.conf}, which a format does not see before its settings are read. */
    private static final Set<String> MISSING = Set.of("", "NA", "NaN", "nan", "?", "null");

    private static final Set<String> LABELS = Set.of(
            "label",
            "labels",
            "class",
            "classes",
            "target",
            "species",
            "y",
            "cluster",
            "clusters",
            "category",
            "group",
            "celltype",
            "cell_type",
            "cell type",
            "population",
            "phenotype",
            "diagnosis",
            "digit");
    private static final Set<String> IDS = Set.of("id", "name", "row.names", "rownames", "unnamed: 0", "index", "cell");

    private final Head head;
    private final List<ColumnGuess> columns;
    private final List<Suggestion> suggestions = new ArrayList<>();

    private Guess(Head head, List<ColumnGuess> columns) {
        this.head = head;
        this.columns = columns;
    }

    static List<Suggestion> of(Path file) {
        try (BufferedReader text = Texts.open(Files.newInputStream(file))) {
            return of(file, text);
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            return List.of(); // opening the file tells what is wrong with it
        }
    }

    private static List<Suggestion> of(Path file, BufferedReader text) throws IOException {
        String start = Texts.head(text);
        char separator = Dialect.separator(start, false, CsvSettings.Quotes.DOUBLE.mark);
        boolean comma = separator == ';' && start.matches("(?s).*;-?[0-9]+,[0-9]+[;\r\n].*") && !start.contains(".");
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            for (CsvRecord row : reader) {
                if (rows.size() > ROWS) {
                    break;
                }
                if (row.getFieldCount() > 1 || !row.getField(0).isBlank()) {
                    rows.add(row.getFields());
                }
            }
        }
        return rows.size() < 2 ? List.of() : of(String.valueOf(file.getFileName()), rows, comma);
    }

    private static List<Suggestion> of(String file, List<List<String>> rows, boolean comma) {
        CsvSettings settings = settings(file, comma ? Decimal.COMMA : Decimal.POINT, Header.AUTO);
        Head head = Head.of(file, rows.get(0), settings);
        List<ColumnGuess> below = columns(head.width(), rows.subList(1, rows.size()), settings);
        boolean texts =
                columns(head.width(), rows.subList(0, 1), settings).stream().anyMatch(ColumnGuess::isText);
        boolean unseen = !head.named() && texts && below.stream().noneMatch(ColumnGuess::isText);
        if (unseen) {
            head = Head.of(file, rows.get(0), settings(file, settings.decimal(), Header.YES));
        }
        Guess guess = new Guess(head, head.named() ? below : columns(head.width(), rows, settings));
        if (comma) {
            guess.add("decimal", "comma", "numbers are written with a comma", true);
        }
        if (unseen) {
            guess.add("header", "yes", "only the first line holds text", true);
        }
        guess.roles();
        return List.copyOf(guess.suggestions);
    }

    private static CsvSettings settings(String file, Decimal decimal, Header header) {
        String none = CsvSettings.NONE;
        return new CsvSettings(
                file,
                Separator.AUTO,
                header,
                none,
                none,
                List.of(),
                List.of(),
                MISSING,
                Missing.KEEP,
                decimal,
                CsvSettings.Quotes.DOUBLE,
                List.of(),
                false);
    }

    private static List<ColumnGuess> columns(int width, List<List<String>> rows, CsvSettings settings) {
        List<ColumnGuess> columns =
                IntStream.range(0, width).mapToObj(j -> new ColumnGuess()).toList();
        for (List<String> row : rows) {
            for (int j = 0; j < Math.min(width, row.size()); j++) {
                String cell = row.get(j).strip();
                boolean gap = settings.isMissing(cell);
                columns.get(j).add(cell, gap, gap ? Float.NaN : Numbers.parse(cell, settings.decimal().mark));
            }
        }
        return columns;
    }

    private void roles() {
        int id = id();
        int label = label(id);
        List<Integer> texts = IntStream.range(0, head.width())
                .filter(j -> columns.get(j).isText() && j != id)
                .boxed()
                .toList();
        if (id >= 0) {
            boolean text = columns.get(id).isText();
            add("id", reference(id), "every row has another value: names of rows", text);
        }
        if (!texts.isEmpty()) {
            add("ignore", list(texts), texts.size() == 1 ? "it holds text" : "they hold text", true);
        }
        boolean gaps = IntStream.range(0, head.width())
                .anyMatch(j -> columns.get(j).missing() > 0
                        && j != id
                        && !columns.get(j).isText());
        if (gaps) {
            add("missing", "keep", "some values are missing; drop leaves their rows out", true);
        }
        if (label >= 0) {
            String classes = columns.get(label).distinct() + " values: looks like classes";
            add("label", reference(label), classes, false);
            if (!columns.get(label).isText()) {
                List<Integer> all = new ArrayList<>(texts);
                all.add(label);
                add("ignore", list(all), reference(label) + " looks like classes, which would tell the answer", false);
            }
        }
    }

    /** A column of texts that differ from row to row, or one that is called so and has numbers that do. */
    private int id() {
        for (int j = 0; j < head.width(); j++) {
            boolean first = j == 0 && columns.get(j).isText();
            boolean called = head.named() && IDS.contains(head.names().get(j).toLowerCase(Locale.ROOT));
            if ((first || called) && columns.get(j).allDiffer()) {
                return j;
            }
        }
        return -1;
    }

    /** A column that is called so; else the first of texts; else one at an end that alone has few whole numbers. */
    private int label(int id) {
        List<Integer> few = IntStream.range(0, head.width())
                .filter(j -> j != id && columns.get(j).fewValues())
                .boxed()
                .toList();
        for (int j : few) {
            if (head.named() && LABELS.contains(head.names().get(j).toLowerCase(Locale.ROOT))) {
                return j;
            }
        }
        for (int j : few) {
            if (columns.get(j).isText()) {
                return j;
            }
        }
        boolean end = few.size() == 1 && (few.get(0) == 0 || few.get(0) == head.width() - 1) && head.width() > 2;
        return end ? few.get(0) : -1;
    }

    private String list(List<Integer> wanted) {
        return wanted.stream().map(this::reference).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A name, in quotes where HOCON needs them; a number where columns have no names. */
    private String reference(int j) {
        String name = head.named() ? head.names().get(j) : Integer.toString(j + 1);
        boolean plain = name.matches("[A-Za-z_][A-Za-z0-9_-]*")
                && !Set.of("true", "false", "null").contains(name);
        return plain ? name : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void add(String key, String value, String reason, boolean needed) {
        suggestions.add(new Suggestion(key, value, reason, needed));
    }
}
