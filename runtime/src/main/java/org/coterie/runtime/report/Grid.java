package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;

/** Tables of text: the first column names the row, numbers stand at the right. */
final class Grid {

    private Grid() {}

    /** Cells may be nodes or texts; a row whose number is {@code strong} stands out, −1 for none. */
    static Node of(List<String> head, List<List<Object>> rows, int strong) {
        List<Node> cells = new ArrayList<>();
        for (int j = 0; j < head.size(); j++) {
            int column = j;
            boolean numbers = j > 0 && !rows.isEmpty() && rows.stream().allMatch(row -> number(row.get(column)));
            cells.add(Node.of("th", head.get(j))
                    .with("scope", "col")
                    .with("class", j == 0 ? "name" : numbers ? "number" : "words"));
        }
        List<Node> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<Node> line = new ArrayList<>();
            for (int j = 0; j < rows.get(i).size(); j++) {
                Object cell = rows.get(i).get(j);
                line.add(
                        j == 0
                                ? Node.of("th", cell).with("scope", "row").with("class", "name")
                                : Node.of("td", cell).with("class", number(cell) ? "number" : "words"));
            }
            lines.add(i == strong ? Node.of("tr", line).with("class", "strong") : Node.of("tr", line));
        }
        Node table = Node.of("table", Node.of("thead", Node.of("tr", cells)), Node.of("tbody", lines));
        return Node.of("div", table).with("class", "scroll");
    }

    private static boolean number(Object cell) {
        return cell instanceof String text && text.matches("[−+–]?[\\d.,]*(e[−-]?\\d+)?( ?%)?");
    }
}
