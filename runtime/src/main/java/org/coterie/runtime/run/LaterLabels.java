package org.coterie.runtime.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.coterie.algorithms.Agreement;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.model.store.CsvRows;
import org.coterie.model.store.Json;
import org.coterie.runtime.config.Nearest;

/** Compares the clusters of a finished run with labels from a CSV file. */
public final class LaterLabels {
    private static final Set<String> UNKNOWN = Set.of("", "na", "nan", "?", "null");
    private static final Set<String> USUAL_IDS = Set.of("", "row", "id", "name", "index");

    private final CsvRows table;
    private final Assignments run;

    private LaterLabels(CsvRows table, Assignments run) {
        this.table = table;
        this.run = run;
    }

    /**
     * Rows are matched by name where the file has the names of all of the run's rows, or a column of names is told; else by
     * order, if there are as many.
     *
     * @param folder of a run that has ended
     * @param labels the CSV file
     * @param column the column of labels; may be left out where only one can be meant
     * @param id the column of row names
     */
    public static Judged judge(Path folder, Path labels, Optional<String> column, Optional<String> id) {
        Path assigned = folder.resolve("assignments.csv");
        if (!Files.isRegularFile(assigned)) {
            throw Fault.of("there is no finished run")
                    .at(folder.toString())
                    .expected("a run's folder, with its assignments.csv")
                    .as(Kind.ARTIFACT);
        }
        return new LaterLabels(CsvRows.read(labels, Kind.DATA), Assignments.read(assigned))
                .judge(folder.resolve("baseline.csv"), column, id);
    }

    private Judged judge(Path baseline, Optional<String> column, Optional<String> id) {
        OptionalInt chosen = column.isPresent() ? OptionalInt.of(place(column.get(), "--column")) : OptionalInt.empty();
        OptionalInt names = id.isPresent() ? OptionalInt.of(place(id.get(), "--id")) : names(chosen);
        int labels = chosen.isPresent() ? chosen.getAsInt() : only(names);
        List<String> of = names.isPresent() ? byName(names.getAsInt(), labels, id.isPresent()) : byOrder(labels);
        Map<String, Integer> classes = new LinkedHashMap<>();
        int[] truth = of.stream()
                .mapToInt(label -> UNKNOWN.contains(label.toLowerCase(Locale.ROOT))
                        ? -1
                        : classes.computeIfAbsent(label, fresh -> classes.size()))
                .toArray();
        Agreement found = Agreement.of(truth, run.clusters());
        if (found.rows() == 0) {
            throw Fault.of("no row has a label")
                    .at(table.where() + ", column " + table.header().get(labels))
                    .as(Kind.DATA);
        }
        Set<String> known = new HashSet<>(run.rows());
        int unused = names.isEmpty()
                ? 0
                : (int) table.column(names.getAsInt()).stream()
                        .filter(name -> !known.contains(name))
                        .count();
        return new Judged(
                table.header().get(labels),
                classes.size(),
                names.isEmpty()
                        ? "by order"
                        : "by name, column " + table.header().get(names.getAsInt()),
                found.rows(),
                truth.length - found.rows(),
                unused,
                (int) Arrays.stream(run.clusters()).filter(c -> c < 0).count(),
                found.all(),
                kmeans(baseline, truth));
    }

    private Map<String, Double> kmeans(Path baseline, int[] truth) {
        if (!Files.isRegularFile(baseline)) {
            return Map.of();
        }
        Assignments other = Assignments.read(baseline);
        if (!other.sameRows(run)) {
            throw Fault.of("these are not the rows of assignments.csv")
                    .at(baseline.toString())
                    .as(Kind.ARTIFACT);
        }
        return Agreement.of(truth, other.clusters()).all();
    }

    private int place(String name, String option) {
        int place = table.header().indexOf(name);
        if (place < 0) {
            throw Fault.of("there is no column " + name)
                    .at(table.where())
                    .got(option + " " + name)
                    .expected(columns())
                    .advise(Nearest.to(name, table.header())
                            .map(near -> "did you mean " + near + "?")
                            .orElse(""))
                    .as(Kind.CONFIG);
        }
        return place;
    }

    private String columns() {
        String all = String.join(
                ", ", table.header().subList(0, Math.min(20, table.header().size())));
        return "one of " + all + (table.header().size() > 20 ? ", …" : "");
    }

    /** The first column, labels apart, that names every row of the run and none twice. */
    private OptionalInt names(OptionalInt labels) {
        Set<String> wanted = new HashSet<>(run.rows());
        if (wanted.size() < run.rows().size()) {
            return OptionalInt.empty();
        }
        return IntStream.range(0, table.header().size())
                .filter(j -> labels.isEmpty() || j != labels.getAsInt())
                .filter(j -> {
                    List<String> cells = table.column(j);
                    Set<String> distinct = new HashSet<>(cells);
                    return distinct.size() == cells.size() && distinct.containsAll(wanted);
                })
                .findFirst();
    }

    private int only(OptionalInt names) {
        int[] left = IntStream.range(0, table.header().size())
                .filter(j -> names.isEmpty() || j != names.getAsInt())
                .toArray();
        int[] likely = left.length == 1
                ? left
                : Arrays.stream(left)
                        .filter(j -> !USUAL_IDS.contains(table.header().get(j).toLowerCase(Locale.ROOT)))
                        .toArray();
        if (likely.length != 1) {
            throw Fault.of("which column holds the labels?")
                    .at(table.where())
                    .got(String.join(", ", table.header()))
                    .advise("--column NAME")
                    .as(Kind.CONFIG);
        }
        return likely[0];
    }

    private List<String> byOrder(int labels) {
        if (table.rows().size() != run.rows().size()) {
            throw Fault.of("labels and rows do not belong together: other names, and not as many")
                    .at(table.where())
                    .got(table.rows().size() + " labels")
                    .expected(run.rows().size()
                            + " rows, as the run has, or a column with the names in its assignments.csv: "
                            + String.join(
                                    ", ",
                                    run.rows().subList(0, Math.min(3, run.rows().size()))) + ", …")
                    .advise("--id NAME, the column of row names")
                    .as(Kind.DATA);
        }
        return table.column(labels);
    }

    private List<String> byName(int names, int labels, boolean told) {
        Map<String, String> labelOf = new HashMap<>();
        for (List<String> row : table.rows()) {
            String before = labelOf.putIfAbsent(row.get(names), row.get(labels));
            if (before != null && !before.equals(row.get(labels))) {
                throw Fault.of("a row has two labels")
                        .at(table.where() + ", row " + row.get(names))
                        .got(before + " and " + row.get(labels))
                        .as(Kind.DATA);
            }
        }
        List<String> of = new ArrayList<>();
        run.rows().forEach(name -> of.add(labelOf.getOrDefault(name, "")));
        if (told && run.rows().stream().noneMatch(labelOf::containsKey)) {
            throw Fault.of("no row of the run is named in this column")
                    .at(table.where() + ", column " + table.header().get(names))
                    .got(
                            table.rows().isEmpty()
                                    ? "no rows"
                                    : table.rows().get(0).get(names) + ", …")
                    .expected("names as in the run's assignments.csv: "
                            + run.rows().get(0) + ", …")
                    .as(Kind.DATA);
        }
        return of;
    }

    /** A line of JSON, for scripts. */
    public static String json(Judged judged) {
        return new String(Json.pretty(judged.json()), java.nio.charset.StandardCharsets.UTF_8);
    }
}
