package org.coterie.moesimvae;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/** Small text files a similarity is read from; a path that is not absolute begins at the working folder. */
final class TextFiles {

    private TextFiles() {}

    /** All lines. */
    static List<String> lines(String key, String file) {
        if (file.isEmpty()) {
            throw Fault.of("a similarity needs a file").at(key).as(CoterieException.Kind.CONFIG);
        }
        try {
            return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw Fault.of("a file of a similarity cannot be read")
                    .at(key)
                    .got(file)
                    .advise("a path that is not absolute begins at the folder the command is given in")
                    .as(CoterieException.Kind.DATA, e);
        }
    }

    /** The cells of each line that has some, lines that begin with % or # left out; a number of its line comes first. */
    static List<Line> cells(String key, String file) {
        List<Line> found = new ArrayList<>();
        List<String> lines = lines(key, file);
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).strip();
            if (!text.isEmpty() && text.charAt(0) != '%' && text.charAt(0) != '#') {
                found.add(new Line(file + ", line " + (i + 1), List.of(text.split("[,;\\s]+", -1))));
            }
        }
        return found;
    }

    /**
     * A line.
     *
     * @param place the file and its number
     * @param cells its cells, at least one
     */
    record Line(String place, List<String> cells) {

        /** A cell as the number of a row, from 1 in the file and from 0 here. */
        int row(int cell, int rows) {
            int row = -1;
            if (cell < cells.size()) {
                try {
                    row = Integer.parseInt(cells.get(cell)) - 1;
                } catch (NumberFormatException e) {
                    row = -1; // told below, like a number out of range
                }
            }
            if (row < 0 || row >= rows) {
                throw wrong("the number of a row, 1 to " + rows);
            }
            return row;
        }

        /** A cell as a number in [0, 1]. */
        double share(int cell) {
            double value = Double.NaN;
            if (cell < cells.size()) {
                try {
                    value = Double.parseDouble(cells.get(cell));
                } catch (NumberFormatException e) {
                    value = Double.NaN; // told below
                }
            }
            if (!(value >= 0 && value <= 1)) {
                throw wrong("a number from 0 to 1");
            }
            return value;
        }

        /** What is said of a line that does not fit. */
        CoterieException wrong(String expected) {
            return Fault.of("a line of a similarity does not fit")
                    .at(place)
                    .got(String.join(" ", cells))
                    .expected(expected)
                    .as(CoterieException.Kind.DATA);
        }
    }
}
