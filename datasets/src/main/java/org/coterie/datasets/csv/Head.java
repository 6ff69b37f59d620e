package org.coterie.datasets.csv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What the first line of a table says.
 *
 * @param file the file's name, for messages
 * @param named whether that line holds names
 * @param names one name per column; x1, x2, … where the file has none
 */
record Head(String file, boolean named, List<String> names) {

    /** Copies the names. */
    Head {
        names = List.copyOf(names);
    }

    static Head of(String file, List<String> firstLine, CsvSettings settings) {
        boolean named = settings.transpose()
                || switch (settings.header()) {
                    case YES -> true;
                    case NO, COUNTS -> false;
                    case AUTO -> looksNamed(firstLine, settings);
                };
        List<String> names = IntStream.range(0, firstLine.size())
                .mapToObj(j -> {
                    String cell = firstLine.get(j).strip();
                    return named && !cell.isEmpty() ? cell : "x" + (j + 1);
                })
                .toList();
        return new Head(file, named, names);
    }

    /** Columns without names. */
    static Head unnamed(String file, int width) {
        return new Head(
                file,
                false,
                IntStream.rangeClosed(1, width).mapToObj(j -> "x" + j).toList());
    }

    private static boolean looksNamed(List<String> firstLine, CsvSettings settings) {
        boolean text = false;
        for (String cell : firstLine) {
            String plain = cell.strip();
            if (!settings.isMissing(plain)) {
                if (!Float.isNaN(Numbers.parse(plain, settings.decimal().mark))) {
                    return false;
                }
                text = true;
            }
        }
        return text;
    }

    int width() {
        return names.size();
    }

    /** The column a reference means: a name before a word before a number. */
    OptionalInt find(String written) {
        String reference = written.strip();
        int named = names.indexOf(reference);
        if (named >= 0) {
            return OptionalInt.of(named);
        }
        if (reference.equals("first")) {
            return OptionalInt.of(0);
        }
        if (reference.equals("last")) {
            return OptionalInt.of(width() - 1);
        }
        OptionalInt position = CsvSettings.position(reference);
        return position.isPresent() && position.getAsInt() >= 0 && position.getAsInt() < width()
                ? position
                : OptionalInt.empty();
    }

    /** The column of each name, the first of equals. */
    Map<String, Integer> index() {
        Map<String, Integer> index = new LinkedHashMap<>();
        for (int j = 0; j < width(); j++) {
            index.putIfAbsent(names.get(j), j);
        }
        return index;
    }

    /** Names that several columns bear. */
    List<String> repeated() {
        List<String> repeated = new ArrayList<>();
        Map<String, Integer> index = index();
        for (int j = 0; j < width(); j++) {
            String name = names.get(j);
            if (index.getOrDefault(name, j) != j && !repeated.contains(name)) {
                repeated.add(name);
            }
        }
        return repeated;
    }
}
