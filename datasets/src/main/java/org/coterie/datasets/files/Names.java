package org.coterie.datasets.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.coterie.algorithms.Quote;
import org.coterie.algorithms.Spelling;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/** Names of columns: where they stand, and what to do where two are the same. */
public final class Names {

    private Names() {}

    /**
     * Where the columns of a model stand in a file; of equal names the first is taken.
     *
     * @param file for messages
     * @param have the names in the file
     * @param wanted the names the model was trained on
     */
    public static int[] find(String file, List<String> have, List<String> wanted) {
        Map<String, Integer> index = new HashMap<>();
        for (int j = 0; j < have.size(); j++) {
            index.putIfAbsent(have.get(j), j);
        }
        List<String> absent =
                wanted.stream().filter(name -> !index.containsKey(name)).toList();
        if (!absent.isEmpty()) {
            throw Fault.of(absent.size() == 1 ? "a column of the model is missing" : "columns of the model are missing")
                    .at(file)
                    .got("the columns " + Quote.list(have))
                    .expected("also " + Quote.list(absent))
                    .advise(adviceOnAbsent(have, absent, wanted))
                    .as(CoterieException.Kind.DATA);
        }
        return wanted.stream().mapToInt(name -> index.getOrDefault(name, 0)).toArray();
    }

    private static String adviceOnAbsent(List<String> have, List<String> absent, List<String> wanted) {
        if (absent.size() == wanted.size() && absent.stream().allMatch(name -> name.matches("x[0-9]+"))) {
            return "the model was trained on columns without names; remove the line of names here, or name them so";
        }
        // a look at every pair would take minutes where thousands of genes are absent
        return absent.stream()
                .limit(20)
                .flatMap(name ->
                        Spelling.nearest(name, have).stream().map(near -> Quote.of(near) + " may be " + Quote.of(name)))
                .limit(5)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    /** The names with -1, -2, … after those that stood before, as anndata makes them unique. */
    public static List<String> unique(List<String> names) {
        Set<String> taken = new HashSet<>(names);
        if (taken.size() == names.size()) {
            return names;
        }
        Set<String> seen = new HashSet<>();
        Map<String, Integer> next = new HashMap<>();
        List<String> unique = new ArrayList<>(names.size());
        for (String name : names) {
            String fresh = name;
            if (!seen.add(name)) {
                int number = next.getOrDefault(name, 1);
                while (!taken.add(name + "-" + number)) {
                    number++;
                }
                fresh = name + "-" + number;
                next.put(name, number + 1);
            }
            unique.add(fresh);
        }
        return unique;
    }

    /** A prefix and numbers from 1. */
    public static List<String> numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(j -> prefix + j).toList();
    }

    /** A file's name without these suffixes and without {@code .gz}, for messages and reports. */
    public static String plain(String file, String suffixes) {
        String plain = file.replaceFirst("(?i)(\\.(" + suffixes + "))?(\\.gz)?$", "");
        return plain.isEmpty() ? file : plain;
    }
}
