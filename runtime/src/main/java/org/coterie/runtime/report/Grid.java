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
            Node.Element cell = Node.of("th", head.get(j)).with("scope", "col");
            cells.add(j == 0 ? cell.with("class", "name") : cell);
        }
        List<Node> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<Node> line = new ArrayList<>();
            for (int j = 0; j < rows.get(i).size(); j++) {
                Object cell = rows.get(i).get(j);
                boolean number = cell instanceof String text && text.matches("[−+–]?[\\d.,]*(e[−-]?\\d+)?( ?%)?");
                line.add(
                        j == 0
                                ? Node.of("th", cell).with("scope", "row").with("class", "name")
                                : Node.of("td", cell).with("class", number ? "number" : "words"));
            }
            lines.add(i == strong ? Node.of("tr", line).with("class", "strong") : Node.of("tr", line));
        }
        Node table = Node.of("table", Node.of("thead", Node.of("tr", cells)), Node.of("tbody", lines));
        return Node.of("div", table).with("class", "scroll");
    }
}
