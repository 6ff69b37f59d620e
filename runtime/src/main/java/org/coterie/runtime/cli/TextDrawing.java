package org.coterie.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coterie.api.Features;
import org.coterie.runtime.run.Explanation;
import org.coterie.runtime.run.Explanation.Part;

/** What a configuration would do as text: data, parts with shapes and counts, stages, readouts, memory. ASCII only. */
final class TextDrawing {
    private static final int MOST_NAMES = 6;

    private TextDrawing() {}

    static String of(Explanation explanation) {
        StringBuilder text = new StringBuilder("Settings\n");
        explanation.resolved().lines().filter(line -> !line.startsWith("#")).forEach(line -> line(text, line));
        text.append("\nData\n");
        line(text, OutcomeText.rows(explanation.rows()) + " of " + features(explanation.features()));
        text.append("\nArchitecture\n");
        tree(explanation).lines().forEach(line -> line(text, line));
        text.append("\nStages\n");
        for (int i = 0; i < explanation.stages().size(); i++) {
            line(text, (i + 1) + ". " + explanation.stages().get(i));
        }
        text.append("\nThe model answers\n");
        explanation.readouts().forEach(readout -> line(text, readout));
        text.append("\nSize\n");
        line(text, OutcomeText.count(explanation.trained(), "trained number"));
        line(text, OutcomeText.count(explanation.stored(), "stored number"));
        line(text, "about " + bytes(explanation.estimatedBytes()) + " of native memory, estimated");
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line.isEmpty() ? "" : "  ").append(line).append('\n');
    }

    static String features(Features features) {
        List<String> names = features.names();
        String some = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        return OutcomeText.count(names.size(), "feature") + ": " + some + (names.size() > MOST_NAMES ? ", ..." : "");
    }

    private static String tree(Explanation explanation) {
        if (explanation.parts().isEmpty()) {
            return "no variables\n";
        }
        Columns columns = new Columns();
        children(Branch.of(explanation.parts()), "", columns);
        return columns.toString();
    }

    private static void children(Branch branch, String indent, Columns columns) {
        List<Part> leaves = branch.leaves();
        List<Branch> branches = branch.branches();
        for (int i = 0; i < leaves.size(); i++) {
            Part leaf = leaves.get(i);
            boolean last = i == leaves.size() - 1 && branches.isEmpty();
            columns.row(
                    row(indent + (last ? "`-- " : "|-- ") + leaf.path(), leaf.numbers(), leaf.shape(), leaf.kind()));
        }
        for (int i = 0; i < branches.size(); i++) {
            Branch child = branches.get(i);
            boolean last = i == branches.size() - 1;
            columns.row(row(indent + (last ? "`-- " : "|-- ") + child.name(), child.numbers(), "", ""));
            children(child, indent + (last ? "    " : "|   "), columns);
        }
    }

    private static List<String> row(String name, long numbers, String shape, String kind) {
        List<String> row = new ArrayList<>(List.of(name, number(numbers), shape, kind));
        row.removeIf(String::isEmpty);
        return row;
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 512 B}, {@code 1.5 MB}: powers of 1000, as disks are sold. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        String unit = "";
        for (String next : List.of("kB", "MB", "GB", "TB", "PB", "EB")) {
            if (value < 999.95) {
                break;
            }
            value /= 1000;
            unit = next;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
    }
}
