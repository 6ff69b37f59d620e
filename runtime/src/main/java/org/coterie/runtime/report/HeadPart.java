package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The scores beside those of k-means, in a table and in a sentence that does not flatter. */
final class HeadPart implements Part {

    @Override
    public List<Block> of(View view) {
        List<Block> blocks = new ArrayList<>();
        Facts facts = view.facts();
        Map<String, Double> own = facts.scores();
        if (own.isEmpty()) {
            blocks.add(Block.text("The data have no labels, so nothing here says whether the clusters are right."
                    + " What follows shows how they are made."));
        } else {
            blocks.add(Block.of(table(facts)));
            blocks.add(Block.of(Node.of("p", verdict(facts)).with("class", "verdict")));
            blocks.add(Block.of(Node.of(
                            "p",
                            "Scores compare clusters with known classes the method never saw: 1 is perfect; NMI and ARI are"
                                    + " about 0 for clusters that say nothing. One seed; another differs by a few hundredths,"
                                    + " often more.")
                    .with("class", "soft")));
        }
        Map<String, double[]> measures = facts.measures();
        if (!measures.isEmpty()) {
            List<List<Object>> rows = new ArrayList<>();
            measures.forEach((name, pair) -> rows.add(List.of(name, Num.shown(pair[0]), Num.shown(pair[1]))));
            blocks.add(Block.of(Node.of(
                    "details",
                    Node.of("summary", "All measures"),
                    Grid.of(List.of("measure", facts.method("id"), "k-means"), rows, -1),
                    Node.of(
                                    "p",
                                    "Higher is better, but for davies-bouldin and errors. Separation (silhouette, davies-bouldin,"
                                            + " calinski-harabasz) is that of the rows as the method saw them, which is what k-means"
                                            + " works for.")
                            .with("class", "soft"))));
        }
        quoted(Quoted.of(facts.provenance())).ifPresent(blocks::add);
        return blocks;
    }

    /** What papers print of these data, set apart from what was run. */
    private static Optional<Block> quoted(List<Quoted> found) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<List<Object>> rows = new ArrayList<>();
        found.forEach(one -> rows.add(
                List.of(one.method(), one.metric().toUpperCase(Locale.ROOT), Num.score(one.value()), one.source())));
        return Optional.of(Block.of(Node.of(
                "details",
                Node.of("summary", "Quoted from the papers, not run here"),
                Grid.of(List.of("method", "metric", "value", "source"), rows, -1),
                Node.of(
                                "p",
                                "Other preparation, other rows and other ways to choose a model may lie behind printed"
                                        + " numbers.")
                        .with("class", "soft"))));
    }

    /** The run in a sentence. */
    static String lead(View view) {
        Facts facts = view.facts();
        String lead = Num.count(view.rows(), "row") + " of " + facts.data() + " in " + Num.count(view.k(), "cluster")
                + " by " + facts.method("id");
        Double acc = facts.scores().get("acc");
        Double other = facts.others().getOrDefault("k-means", Map.of()).get("acc");
        return lead
                + (acc == null ? "" : ", " + Num.percent(acc) + " in accord with the known classes")
                + (acc == null || other == null ? "" : " (k-means: " + Num.percent(other) + ")")
                + ".";
    }

    private static Node table(Facts facts) {
        Map<String, Double> own = facts.scores();
        Set<String> names = new LinkedHashSet<>(own.keySet());
        List<String> head = new ArrayList<>(List.of(""));
        names.forEach(name -> head.add(name.toUpperCase(Locale.ROOT)));
        List<List<Object>> rows = new ArrayList<>();
        rows.add(row(facts.method("id"), own, names));
        facts.others().forEach((name, scores) -> rows.add(row(name, scores, names)));
        return Grid.of(head, rows, 0);
    }

    private static List<Object> row(String name, Map<String, Double> scores, Set<String> names) {
        List<Object> row = new ArrayList<>(List.of(name));
        names.forEach(score -> row.add(Num.score(scores.getOrDefault(score, Double.NaN))));
        return row;
    }

    /** Ahead, behind, or both, against the best of the others in each score. */
    static String verdict(Facts facts) {
        Map<String, Map<String, Double>> others = facts.others();
        if (others.isEmpty()) {
            return "No other clustering of these rows was scored.";
        }
        List<String> ahead = new ArrayList<>();
        List<String> behind = new ArrayList<>();
        Set<String> rivals = new LinkedHashSet<>();
        facts.scores().forEach((name, value) -> {
            String rival = "";
            double best = Double.NEGATIVE_INFINITY;
            for (Map.Entry<String, Map<String, Double>> other : others.entrySet()) {
                double theirs = other.getValue().getOrDefault(name, Double.NEGATIVE_INFINITY);
                if (theirs > best) {
                    best = theirs;
                    rival = other.getKey();
                }
            }
            if (best > value) {
                rivals.add(rival);
                behind.add(name.toUpperCase(Locale.ROOT));
            } else {
                ahead.add(name.toUpperCase(Locale.ROOT));
            }
        });
        String method = facts.method("id");
        String all = Words.list(new ArrayList<>(others.keySet()));
        if (behind.isEmpty()) {
            return method + " is at or above " + all + " in every score.";
        }
        String by = Words.list(new ArrayList<>(rivals));
        return ahead.isEmpty()
                ? method + " is not better than " + by + " here: it is below in " + Words.list(behind) + "."
                : method + " is at or above " + all + " in " + Words.list(ahead) + " and below " + by + " in "
                        + Words.list(behind) + ".";
    }
}
