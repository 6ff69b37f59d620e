package org.coterie.moesimvae;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Settings;
import org.coterie.api.data.Table;

/**
 * {@code markers}: the weakly supervised training of the public run. A rule {@code heart: Lpl} flags the rows in which column
 * {@code Lpl} is above its mean; memberships learn the flags of the rows that exactly one rule flags, and abstain from the
 * others. Cluster i is rule i. Several columns of a rule count by the mean of what they are above their means.
 */
public final class MarkerSimilarity implements Similarity {

    /** One that has read nothing yet. */
    public MarkerSimilarity() {}

    @Override
    public String id() {
        return "markers";
    }

    @Override
    public Source source(Settings in) {
        return of(in.texts("rules"));
    }

    /** The source from code: rules {@code "name: column"} or {@code "name: column, column"}, at most k. */
    public static Source of(List<String> rules) {
        List<String> wanted = List.copyOf(rules);
        return task -> {
            if (wanted.isEmpty() || wanted.size() > task.experts()) {
                throw Fault.of("markers do not fit the clusters")
                        .at("similarity.markers.rules")
                        .got(wanted.size() + " rules, k = " + task.experts())
                        .expected("1 to k rules")
                        .as(CoterieException.Kind.CONFIG);
            }
            List<int[]> columns = new ArrayList<>();
            wanted.forEach(rule -> columns.add(columns(rule, task.features().names())));
            int k = task.experts();
            return new Relation.Flagged(desk -> flags(desk.data(), columns, k));
        };
    }

    private static int[] columns(String rule, List<String> names) {
        int colon = rule.indexOf(':');
        String[] wanted = rule.substring(colon + 1).strip().split("\\s*,\\s*", -1);
        int[] columns = Arrays.stream(wanted).mapToInt(names::indexOf).toArray();
        if (colon < 1 || Arrays.stream(columns).anyMatch(c -> c < 0)) {
            throw Fault.of("a rule does not name columns of the data")
                    .at("similarity.markers.rules")
                    .got(rule)
                    .expected("a name, a colon, and columns that are there, such as heart: Lpl")
                    .as(CoterieException.Kind.CONFIG);
        }
        return columns;
    }

    private static Relation.Flags flags(Table x, List<int[]> columns, int k) {
        int n = x.rows();
        float[] values = new float[Math.multiplyExact(n, k)];
        float[] counts = new float[n];
        int[] flagged = new int[n];
        for (int c = 0; c < columns.size(); c++) {
            double[] above = new double[n];
            for (int column : columns.get(c)) {
                double mean = 0;
                for (int i = 0; i < n; i++) {
                    mean += x.at(i, column) / n;
                }
                for (int i = 0; i < n; i++) {
                    above[i] += x.at(i, column) - mean;
                }
            }
            for (int i = 0; i < n; i++) {
                if (above[i] > 0) {
                    values[i * k + c] = 1;
                    flagged[i]++;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            counts[i] = flagged[i] == 1 ? 1 : 0;
        }
        return new Relation.Flags(values, counts);
    }
}
