package org.coterie.moesimvae;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Settings;

/** {@code labels}: rows of one label are alike, of two are not; an empty line is a row of which nothing is known. */
public final class LabelSimilarity implements Similarity {

    /** One that has read nothing yet. */
    public LabelSimilarity() {}

    @Override
    public String id() {
        return "labels";
    }

    @Override
    public Source source(Settings in) {
        return of(in.text("file"));
    }

    /** The source from code: a file with the label of each training row on a line. */
    public static Source of(String file) {
        return task -> new Relation.Grouped(desk -> {
            List<String> lines = TextFiles.lines("similarity.labels.file", file);
            int n = task.rows();
            if (lines.size() != n) {
                throw Fault.of("labels and rows are not equally many")
                        .at(file)
                        .got(lines.size() + " lines")
                        .expected(n + ", one for each training row")
                        .as(CoterieException.Kind.DATA);
            }
            Map<String, Integer> numbers = new HashMap<>();
            int[] groups = new int[n];
            for (int i = 0; i < n; i++) {
                String label = lines.get(i).strip();
                groups[i] = label.isEmpty() ? -1 : numbers.computeIfAbsent(label, l -> numbers.size());
            }
            return groups;
        });
    }
}
