package org.coterie.datasets.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.coterie.algorithms.Quote;
import org.coterie.algorithms.Spelling;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.datasets.files.Names;

/**
 * What the columns of a file are used for. Indices count from 0.
 *
 * @param features the columns to read, in the order wanted
 * @param names their names, which at prediction are those of training
 * @param label the column of classes; -1 if there is none
 * @param id the column of row names; -1 if there is none
 * @param annotations columns that are kept beside the features
 */
record Columns(int[] features, List<String> names, int label, int id, int[] annotations) {
    private static final int NONE = -1;

    /** As the settings say; every column they name must be there. */
    static Columns forTraining(Head head, CsvSettings settings) {
        List<Fault> faults = new ArrayList<>();
        if (head.named() && !head.repeated().isEmpty()) {
            faults.add(repeated(head, head.repeated()));
        }
        int label = one(head, "label", settings.label(), faults);
        int id = one(head, "id", settings.id(), faults);
        List<Integer> ignored = all(head, "ignore", settings.ignore(), faults);
        List<Integer> beside = all(head, "annotations", settings.annotations(), faults);
        List<Integer> wanted = all(head, "columns", settings.columns(), faults);
        if (settings.columns().isEmpty()) {
            Set<Integer> out = new HashSet<>(ignored);
            out.addAll(beside);
            out.add(label);
            out.add(id);
            for (int j = 0; j < head.width(); j++) {
                if (!out.contains(j)) {
                    wanted.add(j);
                }
            }
        } else {
            checkWanted(head, wanted, label, id, faults);
        }
        for (int j : beside) {
            if (j == label || j == id || wanted.contains(j) || beside.indexOf(j) != beside.lastIndexOf(j)) {
                faults.add(Fault.of("an annotation has another use as well")
                        .at("data.annotations")
                        .got(Quote.of(head.names().get(j)))
                        .expected("columns that are neither label, id nor among data.columns, each once"));
            }
        }
        if (label != NONE && label == id) {
            faults.add(Fault.of("a column is both label and id")
                    .at("data.id")
                    .got(Quote.of(head.names().get(id)))
                    .expected("two columns of " + head.file()));
        }
        if (faults.isEmpty() && wanted.isEmpty()) {
            faults.add(Fault.of("no column is left to cluster by")
                    .at(head.file())
                    .got(Quote.list(head.names()))
                    .advise("take a column out of data.ignore"));
        }
        if (!faults.isEmpty()) {
            throw new CoterieException(CoterieException.Kind.DATA, faults, null);
        }
        return of(head, wanted, label, id, beside);
    }

    /**
     * For rows to predict. With a header, columns are found by their names, in whatever order they stand. Without one,
     * all columns in order if there are as many as wanted, else those the settings leave, with or without the label's
     * column.
     */
    static Columns forPrediction(Head head, CsvSettings settings, List<String> wanted) {
        return head.named() ? byName(head, settings, wanted) : byPosition(head, settings, wanted);
    }

    private static Columns byName(Head head, CsvSettings settings, List<String> wanted) {
        int[] features = Names.find(head.file(), head.names(), wanted);
        List<String> twice = head.repeated().stream().filter(wanted::contains).toList();
        if (!twice.isEmpty()) {
            throw repeated(head, twice).as(CoterieException.Kind.DATA);
        }
        int label = beside(head, settings.label(), features);
        int id = beside(head, settings.id(), features);
        return new Columns(features, wanted, label, id, annotations(head, settings, features, label, id));
    }

    private static Columns byPosition(Head head, CsvSettings settings, List<String> wanted) {
        int m = wanted.size();
        if (head.width() == m) {
            return new Columns(IntStream.range(0, m).toArray(), wanted, NONE, NONE, new int[0]);
        }
        for (boolean labelled : new boolean[] {true, false}) {
            int label = labelled ? find(head, settings.label()) : NONE;
            int id = find(head, settings.id());
            List<Integer> left = new ArrayList<>();
            if (settings.columns().isEmpty()) {
                for (int j = 0; j < head.width(); j++) {
                    left.add(j);
                }
                left.removeIf(j -> j == label || j == id);
                settings.ignore().forEach(reference -> left.removeIf(j -> j == find(head, reference)));
                settings.annotations().forEach(reference -> left.removeIf(j -> j == find(head, reference)));
            } else {
                settings.columns().forEach(reference -> left.add(find(head, reference)));
            }
            if (left.size() == m && !left.contains(NONE)) {
                int[] features = left.stream().mapToInt(j -> j).toArray();
                return new Columns(features, wanted, label, id, annotations(head, settings, features, label, id));
            }
        }
        throw Fault.of("the file has another width than the model")
                .at(head.file())
                .got(head.width() + " columns, none of them named")
                .expected(m + " columns: " + Quote.list(wanted))
                .advise("with a line of column names, columns are found by name and others may stand beside them")
                .as(CoterieException.Kind.DATA);
    }

    /** Those of the settings that are there and have no other use. */
    private static int[] annotations(Head head, CsvSettings settings, int[] features, int label, int id) {
        return settings.annotations().stream()
                .mapToInt(reference -> beside(head, reference, features))
                .filter(j -> j != NONE && j != label && j != id)
                .distinct()
                .toArray();
    }

    private static Columns of(Head head, List<Integer> wanted, int label, int id, List<Integer> beside) {
        int[] features = wanted.stream().mapToInt(j -> j).toArray();
        return new Columns(
                features,
                Arrays.stream(features).mapToObj(head.names()::get).toList(),
                label,
                id,
                beside.stream().mapToInt(j -> j).toArray());
    }

    private static int find(Head head, String reference) {
        return reference.equals(CsvSettings.NONE) ? NONE : head.find(reference).orElse(NONE);
    }

    /** A column the file may lack and which no feature may be. */
    private static int beside(Head head, String reference, int[] features) {
        int column = find(head, reference);
        return Arrays.stream(features).anyMatch(j -> j == column) ? NONE : column;
    }

    private static int one(Head head, String key, String reference, List<Fault> faults) {
        if (reference.equals(CsvSettings.NONE)) {
            return NONE;
        }
        List<Integer> found = all(head, key, List.of(reference), faults);
        return found.isEmpty() ? NONE : found.get(0);
    }

    private static List<Integer> all(Head head, String key, List<String> references, List<Fault> faults) {
        List<Integer> found = new ArrayList<>();
        for (String reference : references) {
            OptionalInt column = head.find(reference);
            if (column.isPresent()) {
                found.add(column.getAsInt());
            } else {
                faults.add(unknown(head, key, reference));
            }
        }
        return found;
    }

    private static Fault unknown(Head head, String key, String reference) {
        String columns =
                head.named() ? Quote.list(head.names()) : "1 to " + head.width() + ", the first line has no names";
        return Fault.of("unknown column")
                .at("data." + key)
                .got(Quote.of(reference))
                .expected("a column of " + head.file() + ": " + columns)
                .advise(Spelling.nearest(reference, head.names())
                        .map(near -> "did you mean " + Quote.of(near) + "?")
                        .orElse(""));
    }

    private static void checkWanted(Head head, List<Integer> wanted, int label, int id, List<Fault> faults) {
        Set<Integer> seen = new HashSet<>();
        for (int j : wanted) {
            String problem = j == label
                    ? "the label's column cannot be clustered by"
                    : j == id ? "the column of row names cannot be clustered by" : "a column stands twice in the list";
            if (j == label || j == id || !seen.add(j)) {
                faults.add(Fault.of(problem)
                        .at("data.columns")
                        .got(Quote.of(head.names().get(j))));
            }
        }
    }

    private static Fault repeated(Head head, List<String> names) {
        return Fault.of("several columns have the same name")
                .at(head.file() + ", first line")
                .got(Quote.list(names))
                .expected("a name of its own for every column")
                .advise("rename them in the file");
    }
}
