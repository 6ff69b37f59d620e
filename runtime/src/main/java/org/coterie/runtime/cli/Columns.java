package org.coterie.runtime.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in columns: the first to the left, the others to the right, two blanks between. */
final class Columns {
    private final List<List<String>> rows = new ArrayList<>();

    Columns row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int j = 0; j < row.size(); j++) {
                String blanks = " ".repeat(width(j) - row.get(j).length());
                line.append(j == 0 ? row.get(j) + blanks : "  " + blanks + row.get(j));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }
}
