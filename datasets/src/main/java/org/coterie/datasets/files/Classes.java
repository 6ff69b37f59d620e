package org.coterie.datasets.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coterie.api.data.Labels;

/** Class names as they come, one per row. */
public final class Classes {
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private int[] of = new int[1 << 10];
    private int rows;

    public void add(String name) {
        addId(ids.computeIfAbsent(name, fresh -> {
            names.add(fresh);
            return names.size() - 1;
        }));
    }

    public void addUnknown() {
        addId(-1);
    }

    /** A class given as a number: 3 rather than 3.0, since files store whole numbers as decimals. */
    public static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private void addId(int id) {
        if (rows == of.length) {
            of = Arrays.copyOf(of, 2 * rows);
        }
        of[rows++] = id;
    }

    /**
     * The labels, their classes in order: by value where all are whole numbers, else by letters; so files with the same
     * classes number them alike. Empty if no class is known.
     */
    public Optional<Labels> labels(String column) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        boolean whole = names.stream().allMatch(name -> name.matches("-?[0-9]{1,18}"));
        Comparator<String> order = Comparator.naturalOrder();
        if (whole) {
            order = Comparator.<String>comparingLong(Long::parseLong).thenComparing(order);
        }
        List<String> sorted = names.stream().sorted(order).toList();
        Map<String, Integer> place = new HashMap<>();
        for (int c = 0; c < sorted.size(); c++) {
            place.put(sorted.get(c), c);
        }
        int[] renumbered = new int[rows];
        for (int i = 0; i < rows; i++) {
            renumbered[i] = of[i] < 0 ? -1 : place.getOrDefault(names.get(of[i]), -1);
        }
        return Optional.of(new Labels(column, sorted, renumbered));
    }
}
