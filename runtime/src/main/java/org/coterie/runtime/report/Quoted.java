package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A result that a paper prints, of a method that is not run here.
 *
 * @param metric as in {@code metrics.json}
 * @param method its name there
 * @param value a share, not percent
 * @param source the paper and its table
 */
public record Quoted(String metric, String method, double value, String source) {
    private static final String FILE = "quoted.csv";

    /**
     * What papers print of the data of a run, known by the checksum of a file and the number of rows.
     *
     * @param provenance {@code provenance.json}
     */
    public static List<Quoted> of(Map<String, Object> provenance) {
        Facts facts = new Facts(Map.of(), provenance);
        Set<String> sums = new HashSet<>(facts.sources().values());
        List<Quoted> found = new ArrayList<>();
        Styles.resource(FILE)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .map(line -> line.split(",", 6))
                .filter(cells ->
                        sums.contains(cells[0]) && (cells[1].equals("0") || Long.parseLong(cells[1]) == facts.rows()))
                .forEach(cells -> found.add(
                        new Quoted(cells[2], cells[3], Double.parseDouble(cells[4]), cells[5].replace("\"", ""))));
        return found;
    }
}
