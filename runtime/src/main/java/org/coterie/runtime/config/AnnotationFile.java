package org.coterie.runtime.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Numbers;
import org.coterie.api.data.Source;
import org.coterie.model.store.CsvRows;

/**
 * Labels and annotations that lie in a CSV file beside the data, {@code data.beside}. Rows are found by name; every row of the data
 * must be there, in any order, and others may be.
 *
 * @param file the file
 * @param id its column of row names
 * @param label its column of known classes, or empty; takes the place of a label the data have
 * @param annotations its columns to keep: numbers where all cells are, else classes
 */
record AnnotationFile(Path file, String id, Optional<String> label, List<String> annotations) {
    private static final Set<String> UNKNOWN = Set.of("", "na", "nan", "?", "null");

    /** The data with what the file knows of them. */
    Dataset join(Dataset data) {
        CsvRows table = CsvRows.read(file, Kind.DATA);
        Map<String, Integer> lines = lines(table);
        int[] of = new int[data.x().rows()];
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < of.length; i++) {
            of[i] = lines.getOrDefault(data.rowName(i), -1);
            if (of[i] < 0) {
                missing.add(data.rowName(i));
            }
        }
        if (!missing.isEmpty()) {
            throw Fault.of("rows of the data are not in the file beside them")
                    .at(table.where() + ", column " + id)
                    .got(missing.size() + " of " + of.length + " are missing: "
                            + String.join(", ", missing.subList(0, Math.min(3, missing.size())))
                            + (missing.size() > 3 ? ", …" : ""))
                    .expected("every row of " + data.name())
                    .advise(
                            data.rowNames().isEmpty()
                                    ? "set data.id, the column of row names in the data"
                                    : "correct data.beside.id, the column of row names in this file")
                    .as(Kind.DATA);
        }
        List<Annotation> all = new ArrayList<>(data.annotations());
        for (String name : annotations) {
            if (data.annotation(name).isPresent()) {
                throw Fault.of("two annotations have the same name")
                        .at(table.where())
                        .got(name)
                        .advise("leave one of them out")
                        .as(Kind.CONFIG);
            }
            all.add(annotation(name, cells(table, name, of)));
        }
        List<Source> sources = new ArrayList<>(data.sources());
        sources.add(source());
        return new Dataset(
                data.name(),
                data.x(),
                data.features(),
                data.rowNames(),
                label.map(name -> classes(name, cells(table, name, of))).or(data::labels),
                all,
                sources);
    }

    private Map<String, Integer> lines(CsvRows table) {
        Map<String, Integer> lines = new HashMap<>();
        List<String> names = table.column(place(table, id));
        for (int i = 0; i < names.size(); i++) {
            if (lines.put(names.get(i), i) != null) {
                throw Fault.of("a row name stands twice in the file beside the data")
                        .at(table.where() + ", column " + id)
                        .got(names.get(i))
                        .as(Kind.DATA);
            }
        }
        return lines;
    }

    private static int place(CsvRows table, String column) {
        int place = table.header().indexOf(column);
        if (place < 0) {
            throw Fault.of("there is no column " + column)
                    .at(table.where())
                    .expected("one of " + String.join(", ", table.header()))
                    .advise(Nearest.to(column, table.header())
                            .map(near -> "did you mean " + near + "?")
                            .orElse(""))
                    .as(Kind.CONFIG);
        }
        return place;
    }

    private static String[] cells(CsvRows table, String column, int[] lines) {
        List<String> all = table.column(place(table, column));
        String[] cells = new String[lines.length];
        for (int i = 0; i < lines.length; i++) {
            cells[i] = all.get(lines[i]);
        }
        return cells;
    }

    private static Annotation annotation(String name, String[] cells) {
        float[] numbers = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            try {
                numbers[i] = unknown(cells[i]) ? Float.NaN : Float.parseFloat(cells[i]);
            } catch (NumberFormatException e) {
                return classes(name, cells);
            }
        }
        return new Numbers(name, numbers);
    }

    private static Labels classes(String name, String[] cells) {
        List<String> classes = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        int[] of = new int[cells.length];
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i];
            of[i] = unknown(cell)
                    ? -1
                    : numbers.computeIfAbsent(cell, fresh -> {
                        classes.add(fresh);
                        return classes.size() - 1;
                    });
        }
        return new Labels(name, classes, of);
    }

    private static boolean unknown(String cell) {
        return UNKNOWN.contains(cell.toLowerCase(Locale.ROOT));
    }

    private Source source() {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String sha = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new Source(String.valueOf(file.getFileName()), bytes.length, sha);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
