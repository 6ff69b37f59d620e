package org.coterie.datasets.tenx;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;
import org.coterie.datasets.files.Matrices;
import org.jspecify.annotations.Nullable;

/**
 * The MatrixMarket exchange format (Boisvert, Pozo and Remington 1996): coordinate or array; real, integer or pattern;
 * general, symmetric or skew-symmetric. Memory grows with the entries that come, not with the number that is announced.
 */
final class Mtx {
    static final String BANNER = "%%MatrixMarket";

    private static final int MOST = Integer.MAX_VALUE - 8;

    private final String file;
    private final BufferedReader text;
    private long line;
    private boolean coordinate;
    private boolean pattern;
    private String symmetry = "";
    private int rows;
    private int columns;
    private long[] at = new long[1 << 10];
    private float[] values = new float[1 << 10];
    private int count;

    private Mtx(String file, BufferedReader text) {
        this.file = file;
        this.text = text;
    }

    /** Knows how many rows and columns there have to be, before anything of their size is made. */
    @FunctionalInterface
    interface Sizes {
        void check(int rows, int columns, int entries);
    }

    /**
     * Reads a matrix to its end.
     *
     * @param turned whether its columns become rows
     */
    static Table read(String file, BufferedReader text, boolean turned, Sizes sizes) throws IOException {
        Mtx mtx = new Mtx(file, text);
        mtx.banner();
        mtx.body();
        sizes.check(mtx.rows, mtx.columns, mtx.count);
        return mtx.coordinate ? mtx.sparse(turned) : mtx.dense(turned);
    }

    private void banner() throws IOException {
        String first = text.readLine();
        line = 1;
        String[] words = first == null ? new String[0] : first.strip().split("\\s+", 6);
        if (words.length != 5
                || !words[0].equals(BANNER)
                || !words[1].toLowerCase(Locale.ROOT).equals("matrix")) {
            throw wrong("the file is not MatrixMarket", first == null ? "" : first)
                    .expected(BANNER + " matrix …")
                    .as(CoterieException.Kind.DATA);
        }
        String layout = words[2].toLowerCase(Locale.ROOT);
        String field = words[3].toLowerCase(Locale.ROOT);
        symmetry = words[4].toLowerCase(Locale.ROOT);
        if (!List.of("coordinate", "array").contains(layout)
                || !List.of("real", "double", "integer", "pattern").contains(field)
                || !List.of("general", "symmetric", "skew-symmetric").contains(symmetry)) {
            throw wrong("a kind of matrix that is not read", layout + " " + field + " " + symmetry)
                    .expected("coordinate or array; real, integer or pattern; general, symmetric or skew-symmetric")
                    .as(CoterieException.Kind.DATA);
        }
        coordinate = layout.equals("coordinate");
        pattern = field.equals("pattern");
        if (pattern && !coordinate) {
            throw wrong("an array without values", first == null ? "" : first).as(CoterieException.Kind.DATA);
        }
    }

    private void body() throws IOException {
        String sizes = next();
        String[] numbers = sizes == null ? new String[0] : sizes.split("\\s+", 4);
        if (numbers.length != (coordinate ? 3 : 2)) {
            throw wrong("the line of sizes is not as it should be", sizes == null ? "" : sizes)
                    .expected(coordinate ? "rows, columns, entries" : "rows, columns")
                    .as(CoterieException.Kind.DATA);
        }
        rows = (int) whole(numbers[0], 0, MOST);
        columns = (int) whole(numbers[1], 0, MOST);
        if (!symmetry.equals("general") && rows != columns) {
            throw wrong("a symmetric matrix is square", sizes == null ? "" : sizes)
                    .as(CoterieException.Kind.DATA);
        }
        long expected = coordinate ? whole(numbers[2], 0, MOST) : stored();
        long seen = 0;
        for (String entry = next(); entry != null; entry = next(), seen++) {
            if (seen == expected) {
                throw wrong("more entries than announced", entry)
                        .expected(Long.toString(expected))
                        .as(CoterieException.Kind.DATA);
            }
            if (coordinate) {
                entry(entry);
            } else {
                add(count, value(entry));
            }
        }
        if (seen < expected) {
            throw wrong("fewer entries than announced", Long.toString(seen))
                    .expected(Long.toString(expected))
                    .advise("the file may be cut off")
                    .as(CoterieException.Kind.DATA);
        }
    }

    /** How many values an array stores: all, or of a symmetric one those on and below the diagonal. */
    private long stored() {
        long n = rows;
        return switch (symmetry) {
            case "general" -> n * columns;
            case "symmetric" -> n * (n + 1) / 2;
            default -> n * (n - 1) / 2;
        };
    }

    private void entry(String entry) {
        String[] words = entry.split("\\s+", 4);
        if (words.length != (pattern ? 2 : 3)) {
            throw wrong("an entry is not as it should be", entry)
                    .expected(pattern ? "row, column" : "row, column, value")
                    .as(CoterieException.Kind.DATA);
        }
        int i = (int) whole(words[0], 1, rows) - 1;
        int j = (int) whole(words[1], 1, columns) - 1;
        float value = pattern ? 1 : value(words[2]);
        add(place(i, j), value);
        if (!symmetry.equals("general") && i != j) {
            add(place(j, i), symmetry.equals("symmetric") ? value : -value);
        }
    }

    private static long place(int i, int j) {
        return (long) i << 32 | j;
    }

    private void add(long place, float value) {
        if (count == values.length) {
            if (count == MOST) {
                throw wrong("too many entries for one table", "").as(CoterieException.Kind.DATA);
            }
            int more = count > MOST / 2 ? MOST : 2 * count;
            values = Arrays.copyOf(values, more);
            at = coordinate ? Arrays.copyOf(at, more) : at;
        }
        if (coordinate) {
            at[count] = place;
        }
        values[count++] = value;
    }

    private Table sparse(boolean turned) {
        long[] starts = new long[rows + 1];
        for (int e = 0; e < count; e++) {
            starts[(int) (at[e] >>> 32) + 1]++;
        }
        for (int i = 0; i < rows; i++) {
            starts[i + 1] += starts[i];
        }
        long[] next = Arrays.copyOf(starts, rows);
        long[] places = new long[count];
        float[] sorted = new float[count];
        for (int e = 0; e < count; e++) {
            int to = (int) next[(int) (at[e] >>> 32)]++;
            places[to] = at[e] & 0xffff_ffffL;
            sorted[to] = values[e];
        }
        return Matrices.compressed(file, columns, starts, places, sorted, !turned);
    }

    private Table dense(boolean turned) {
        float[] all = new float[Math.multiplyExact(rows, columns)];
        int e = 0;
        for (int j = 0; j < columns; j++) {
            int from = symmetry.equals("general") ? 0 : symmetry.equals("symmetric") ? j : j + 1;
            for (int i = from; i < rows; i++) {
                all[j * rows + i] = values[e++];
                if (from > 0 || !symmetry.equals("general")) {
                    all[i * rows + j] = symmetry.equals("symmetric") || i == j ? all[j * rows + i] : -all[j * rows + i];
                }
            }
        }
        return turned ? Table.of(columns, rows, all) : Matrices.columnMajor(rows, columns, all);
    }

    /** The next line that is neither blank nor a comment. */
    private @Nullable String next() throws IOException {
        for (String each = text.readLine(); each != null; each = text.readLine()) {
            line++;
            String plain = each.strip();
            if (!plain.isEmpty() && plain.charAt(0) != '%') {
                return plain;
            }
        }
        return null;
    }

    private long whole(String word, int least, int most) {
        try {
            long number = Long.parseLong(word);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same message serves
        }
        throw wrong("a whole number is wrong", word)
                .expected(least + " to " + most)
                .as(CoterieException.Kind.DATA);
    }

    private float value(String word) {
        float value = Float.NaN;
        if (word.equalsIgnoreCase("nan")) {
            return value;
        }
        try {
            // Java would also take 1f, 0x1p3 and NaN
            value = word.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?|[-+]?[iI]nf(inity)?")
                    ? Float.parseFloat(word.replaceFirst("(?i)inf(inity)?$", "Infinity"))
                    : Float.NaN;
        } catch (NumberFormatException e) {
            // said below
        }
        if (Float.isNaN(value)) {
            throw wrong("a value is no number", word).as(CoterieException.Kind.DATA);
        }
        return value;
    }

    private Fault wrong(String what, String got) {
        Fault fault = Fault.of(what).at(file + ", line " + line);
        return got.isEmpty() ? fault : fault.got(Quote.of(got));
    }
}
