package org.coterie.runtime.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.model.store.Csv;
import org.coterie.model.store.IoFaults;

/**
 * The clusters of all rows, as the run's folder has them.
 *
 * @param names of the rows
 * @param clusters −1 for noise
 * @param confidence 1 certain, 0 no idea
 */
record Assigned(List<String> names, int[] clusters, double[] confidence) {

    /** Reads {@code assignments.csv}. */
    static Assigned read(Path file) {
        try {
            List<List<String>> lines = cells(Files.readString(file, StandardCharsets.UTF_8));
            int n = Math.max(0, lines.size() - 1);
            List<String> names = new ArrayList<>(n);
            int[] clusters = new int[n];
            double[] confidence = new double[n];
            for (int i = 0; i < n; i++) {
                List<String> cells = lines.get(i + 1);
                names.add(Csv.original(cells.get(0)));
                clusters[i] = Integer.parseInt(cells.get(1));
                confidence[i] = Double.parseDouble(cells.get(3));
            }
            return new Assigned(List.copyOf(names), clusters, confidence);
        } catch (IOException e) {
            throw IoFaults.cannotRead(file, e);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw Fault.of("the file is damaged")
                    .at(file.toString())
                    .expected("row,cluster,probability,confidence as the run wrote them")
                    .as(CoterieException.Kind.ARTIFACT, e);
        }
    }

    int rows() {
        return clusters.length;
    }

    /** RFC 4180, as {@link org.coterie.model.store.Csv} writes it. */
    static List<List<String>> cells(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                line.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else {
                cell.append(c);
            }
        }
        return lines;
    }
}
