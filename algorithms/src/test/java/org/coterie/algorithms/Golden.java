package org.coterie.algorithms;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.coterie.api.data.Table;

/** One line of a table of expected values: comment lines begin with #, the first other line names the columns. */
record Golden(Map<String, String> fields) {

    static Stream<Golden> lines(String resource) {
        List<String> lines;
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream(resource), resource)) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String[] names = lines.get(0).split(";", -1);
        List<Golden> all = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(";", -1);
            if (values.length != names.length) {
                throw new IllegalStateException(values.length + " fields: " + line);
            }
            Map<String, String> fields = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                fields.put(names[i], values[i]);
            }
            all.add(new Golden(fields));
        }
        return all.stream();
    }

    String text(String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    double number(String name) {
        return Double.parseDouble(text(name));
    }

    boolean has(String name) {
        return !text(name).equals("-");
    }

    int[] ints(String name) {
        return words(name).mapToInt(Integer::parseInt).toArray();
    }

    Table table(String name, int columns) {
        List<String> words = words(name).toList();
        float[] values = new float[words.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(words.get(i));
        }
        return Table.of(values.length / columns, columns, values);
    }

    private Stream<String> words(String name) {
        return text(name).isEmpty() ? Stream.of() : Stream.of(text(name).split(" ", -1));
    }

    @Override
    public String toString() {
        return text("name");
    }
}
