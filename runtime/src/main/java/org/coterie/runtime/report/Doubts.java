package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What makes a result doubtful: what the run said, and what its sizes and confidences show. */
final class Doubts {

    private Doubts() {}

    static List<String> of(View view) {
        List<String> doubts = new ArrayList<>(view.facts().warnings());
        int[] sizes = view.clusters().sizes();
        int n = view.rows();
        List<String> empty = new ArrayList<>();
        List<String> small = new ArrayList<>();
        int largest = 0;
        for (int c = 0; c < sizes.length; c++) {
            largest = Math.max(largest, sizes[c]);
            if (sizes[c] == 0) {
                empty.add(Integer.toString(c));
            } else if (sizes[c] < 0.01 * n) {
                small.add(c + " (" + Num.count(sizes[c], "row") + ")");
            }
        }
        if (sizes.length > 1 && largest >= 0.98 * n) {
            doubts.add("Nearly all rows are in one cluster (" + Num.percent((double) largest / n) + ").");
        }
        if (!empty.isEmpty()) {
            doubts.add((empty.size() == 1 ? "A cluster is" : empty.size() + " of " + sizes.length + " clusters are")
                    + " unused: " + listed(empty) + ".");
        }
        if (!small.isEmpty()) {
            doubts.add((small.size() == 1 ? "A cluster holds" : small.size() + " clusters hold")
                    + " less than 1 % of the rows: " + listed(small) + ".");
        }
        int noise = view.clusters().none();
        if (noise > 0) {
            doubts.add(Num.count(noise, "row") + " (" + Num.percent((double) noise / n) + ") were left out as noise.");
        }
        double median = median(view.evidence().assigned().confidence());
        if (sizes.length > 1 && median < 0.5) {
            doubts.add("Memberships are vague: the median confidence is " + Num.score(median)
                    + ", where 1 is certain and 0 no idea.");
        }
        return doubts;
    }

    private static String listed(List<String> names) {
        return names.size() <= 12
                ? Words.list(names)
                : String.join(", ", names.subList(0, 12)) + " and " + (names.size() - 12) + " more";
    }

    static double median(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
