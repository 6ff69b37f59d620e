package org.coterie.datasets.csv;

import java.util.ArrayList;
import java.util.List;
import org.coterie.datasets.csv.CsvSettings.Separator;
import org.coterie.datasets.files.Texts;

/** Finds what separates the values of a table from its first lines. */
final class Dialect {
    private static final int LINES = 20;

    private Dialect() {}

    /**
     * The candidate that occurs equally often in every line, most often if there are several; else the one whose rarest
     * line has most; else a comma. What stands between quotes does not count, nor does a line cut off by the end of the
     * head.
     *
     * @param head the first characters of the file
     * @param decimalComma whether commas stand inside numbers
     * @param quote what quotes
     */
    static char separator(String head, boolean decimalComma, char quote) {
        char best = decimalComma ? ';' : ',';
        int most = 0;
        for (Separator candidate : Separator.values()) {
            if (candidate == Separator.AUTO || (decimalComma && candidate == Separator.COMMA)) {
                continue;
            }
            List<Integer> counts = counts(head, candidate.mark, quote);
            int least = counts.stream().mapToInt(c -> c).min().orElse(0);
            boolean even = counts.stream().allMatch(c -> c == least);
            int weight = even ? 1000 * least : least;
            if (weight > most) {
                most = weight;
                best = candidate.mark;
            }
        }
        return best;
    }

    private static List<Integer> counts(String head, char mark, char quote) {
        List<Integer> counts = new ArrayList<>();
        boolean quoted = false;
        boolean blank = true;
        int count = 0;
        for (int i = 0; i < head.length() && counts.size() < LINES; i++) {
            char c = head.charAt(i);
            if (c == quote) {
                quoted = !quoted;
            }
            if ((c == '\n' || c == '\r') && !quoted) {
                if (!blank) {
                    counts.add(count);
                }
                count = 0;
                blank = true;
            } else {
                blank = blank && c == ' ';
                count += c == mark && !quoted ? 1 : 0;
            }
        }
        if (!blank && (head.length() < Texts.HEAD || counts.isEmpty()) && counts.size() < LINES) {
            counts.add(count);
        }
        return counts;
    }
}
