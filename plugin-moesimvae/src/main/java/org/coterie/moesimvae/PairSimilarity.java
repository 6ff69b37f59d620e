package org.coterie.moesimvae;

import java.util.List;
import org.coterie.api.Settings;

/**
 * {@code pairs}: rows that must and rows that cannot be in one cluster. Nothing is known of the other pairs, which are left
 * out of this source's term.
 */
public final class PairSimilarity implements Similarity {

    /** One that has read nothing yet. */
    public PairSimilarity() {}

    @Override
    public String id() {
        return "pairs";
    }

    @Override
    public Source source(Settings in) {
        return of(in.text("file"), in.texts("must-link"), in.texts("cannot-link"), in.integer("most", 1, 10_000));
    }

    /**
     * The source from code.
     *
     * @param file lines of two row numbers, from 1, and {@code must} or {@code cannot}; empty for none
     * @param must pairs of row numbers, {@code "3 17"}
     * @param cannot likewise
     * @param most pairs kept for each row
     */
    public static Source of(String file, List<String> must, List<String> cannot, int most) {
        List<String> alike = List.copyOf(must);
        List<String> unlike = List.copyOf(cannot);
        return task -> new Relation.Listed(most, Relation.Others.UNKNOWN, true, desk -> {
            int n = task.rows();
            SparsePairs pairs = new SparsePairs(n, most);
            alike.forEach(text -> add(pairs, line("must-link", text), n, 1));
            unlike.forEach(text -> add(pairs, line("cannot-link", text), n, 0));
            if (!file.isEmpty()) {
                for (TextFiles.Line line : TextFiles.cells("similarity.pairs.file", file)) {
                    String word = line.cells().get(line.cells().size() - 1);
                    if (line.cells().size() != 3 || !(word.equals("must") || word.equals("cannot"))) {
                        throw line.wrong("two row numbers and must or cannot");
                    }
                    add(pairs, line, n, word.equals("must") ? 1 : 0);
                }
            }
            return pairs.pairs();
        });
    }

    private static TextFiles.Line line(String key, String text) {
        return new TextFiles.Line(
                "similarity.pairs." + key, List.of(text.strip().split("[,;\\s]+", -1)));
    }

    private static void add(SparsePairs pairs, TextFiles.Line line, int n, double value) {
        pairs.add(line.place(), line.row(0, n), line.row(1, n), value, true);
    }
}
