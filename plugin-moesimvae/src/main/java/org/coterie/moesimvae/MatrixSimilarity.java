package org.coterie.moesimvae;

import java.util.List;
import org.coterie.api.Settings;

/** {@code matrix}: a sparse matrix from a file, as triplets or in MatrixMarket's coordinate format. */
public final class MatrixSimilarity implements Similarity {

    /** One that has read nothing yet. */
    public MatrixSimilarity() {}

    @Override
    public String id() {
        return "matrix";
    }

    @Override
    public Source source(Settings in) {
        return of(in.text("file"), in.choice("others", Relation.Others.class), in.integer("most", 1, 10_000));
    }

    /**
     * The source from code.
     *
     * @param file lines of two row numbers, from 1, and a number from 0 to 1; S and its transpose count alike
     * @param others what pairs that are not in the file are
     * @param most pairs kept for each row
     */
    public static Source of(String file, Relation.Others others, int most) {
        return task -> new Relation.Listed(most, others, true, desk -> {
            int n = task.rows();
            SparsePairs pairs = new SparsePairs(n, most);
            String key = "similarity.matrix.file";
            List<String> head = TextFiles.lines(key, file);
            boolean market = !head.isEmpty() && head.get(0).startsWith("%%MatrixMarket");
            List<TextFiles.Line> lines = TextFiles.cells(key, file);
            for (TextFiles.Line line : market ? lines.subList(Math.min(1, lines.size()), lines.size()) : lines) {
                if (line.cells().size() != 3) {
                    throw line.wrong("two row numbers and a value");
                }
                pairs.add(line.place(), line.row(0, n), line.row(1, n), line.share(2), false);
            }
            return pairs.pairs();
        });
    }
}
