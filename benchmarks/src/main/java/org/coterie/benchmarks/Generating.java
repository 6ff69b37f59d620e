package org.coterie.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.coterie.algorithms.KMeans;
import org.coterie.algorithms.Scores;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Preparation;
import org.coterie.moesimvae.MoeSimVaeMethod;
import org.coterie.moesimvae.MoeSimVaeSettings;
import org.coterie.moesimvae.Relation;
import org.coterie.moesimvae.Similarity;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.graph.Streams;
import org.coterie.runtime.plugins.Installed;

/**
 * A configuration of moesimvae over some seeds: scores beside those of k-means on the same map, and what independent judges
 * say of the rows it generates. See {@code benchmarks/moesimvae}.
 */
public final class Generating {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** A word that asks for a further row of each seed: the same without what the similarity says (figure B.2). */
    private static final String WITHOUT_SIMILARITY = "without-similarity";

    /** Likewise: one decoder for all clusters. */
    private static final String SHARED_DECODER = "shared-decoder";

    private Generating() {}

    /**
     * The program: a configuration, seeds separated by commas, settings {@code KEY=VALUE}, and names of runs to compare it with,
     * {@value #WITHOUT_SIMILARITY} and {@value #SHARED_DECODER}.
     */
    public static void main(String[] args) {
        Path file = Path.of(args[0]);
        List<String> given = Arrays.asList(args).subList(2, args.length);
        List<String> settings = given.stream().filter(g -> g.contains("=")).toList();
        Map<String, List<String>> variants = variants(read(file, settings), given);
        OUT.println("| settings | seed | ACC | NMI | ARI | clusters | used | k-means on the map: ACC | NMI | ARI |"
                + GeneratedRows.HEADER + " seconds |");
        OUT.println("|---".repeat(11 + GeneratedRows.COLUMNS) + "|");
        for (String seed : args[1].split(",", -1)) {
            variants.forEach((name, changes) -> {
                List<String> all =
                        Stream.concat(settings.stream(), changes.stream()).toList();
                OUT.println("| " + name + " " + line(read(file, all), Integer.parseInt(seed)));
            });
        }
    }

    private static RunConfig read(Path file, List<String> settings) {
        return new RunConfigReader(Installed.builtIn()).read(file, settings);
    }

    /** What is run for each seed: the file, and what else is asked for, by the settings that make it so. */
    private static Map<String, List<String>> variants(RunConfig config, List<String> given) {
        Map<String, List<String>> variants = new LinkedHashMap<>(Map.of("as in the file", List.of()));
        for (String name : given.stream().filter(g -> !g.contains("=")).toList()) {
            variants.put(
                    name,
                    switch (name) {
                        case WITHOUT_SIMILARITY ->
                            settings(config).similarity().keySet().stream()
                                    .map(source -> "moesimvae.similarity." + source + ".weight=0")
                                    .toList();
                        case SHARED_DECODER -> List.of("moesimvae.shared-decoder=true");
                        default ->
                            throw Fault.of("no such run to compare with")
                                    .got(name)
                                    .expected(WITHOUT_SIMILARITY + ", " + SHARED_DECODER + ", or KEY=VALUE")
                                    .as(CoterieException.Kind.CONFIG);
                    });
        }
        return variants;
    }

    private static String line(RunConfig config, int seed) {
        Dataset rows = Preparation.fit(
                        config.data().opener().open(),
                        config.transforms().stream()
                                .map(t -> new Preparation.Unfitted(t.id(), t.fitter()))
                                .toList())
                .prepared();
        AtomicReference<Table> map = new AtomicReference<>(rows.x());
        MoeSimVaeSettings watched = watched(settings(config), map);
        long began = System.nanoTime();
        try (Fitted model = Coterie.on(rows).seed(seed).threads(1).fit(p -> new MoeSimVaeMethod().plan(p, watched))) {
            double seconds = (System.nanoTime() - began) / 1e9;
            int[] clusters = model.assign(rows.x());
            int k = model.clusters();
            StringBuilder text = new StringBuilder("| " + seed);
            int[] truth = rows.labels().map(labels -> labels.of()).orElse(new int[0]);
            text.append(scores(truth, clusters)).append(" | ").append(k);
            text.append(" | ").append(used(clusters, k));
            int classes = truth.length == 0 ? k : Arrays.stream(truth).max().orElseThrow() + 1;
            int[] onMap = KMeans.of(Math.min(classes, 100))
                    .fit(map.get(), new Streams(seed).stream("k-means"))
                    .labels();
            text.append(scores(truth, onMap));
            text.append(GeneratedRows.judge(model, rows.x(), truth, clusters, seed));
            text.append(String.format(Locale.ROOT, " | %.0f |", seconds));
            text.append('\n').append(PosteriorCost.of(model, seed));
            MarkerRule.of(rows)
                    .ifPresent(rule -> text.append("\nthe largest marker").append(scores(truth, rule)));
            return text.toString();
        }
    }

    private static MoeSimVaeSettings settings(RunConfig config) {
        if (config.method().settings() instanceof MoeSimVaeSettings settings) {
            return settings;
        }
        throw Fault.of("this table is of moesimvae").as(CoterieException.Kind.CONFIG);
    }

    /** The same settings, whose map is remembered when it is made. */
    private static MoeSimVaeSettings watched(MoeSimVaeSettings settings, AtomicReference<Table> map) {
        Map<String, MoeSimVaeSettings.Weighted> sources = new LinkedHashMap<>();
        settings.similarity()
                .forEach((name, one) ->
                        sources.put(name, new MoeSimVaeSettings.Weighted(one.weight(), watched(one.source(), map))));
        return settings.with(sources);
    }

    private static Similarity.Source watched(Similarity.Source source, AtomicReference<Table> map) {
        return task -> source.of(task) instanceof Relation.Placed placed
                ? new Relation.Placed(placed.dimensions(), placed.rule(), desk -> {
                    Relation.Points points = placed.of().apply(desk);
                    map.set(Table.of(task.rows(), placed.dimensions(), points.coordinates()));
                    return points;
                })
                : source.of(task);
    }

    private static String scores(int[] truth, int[] clusters) {
        if (truth.length == 0) {
            return " | – | – | –";
        }
        Scores s = Scores.of(truth, clusters);
        return String.format(Locale.ROOT, " | %.3f | %.3f | %.3f", s.acc(), s.nmi(), s.ari());
    }

    private static long used(int[] clusters, int k) {
        int[] sizes = new int[k];
        for (int c : clusters) {
            sizes[c]++;
        }
        return Arrays.stream(sizes)
                .filter(size -> size >= 0.01 * clusters.length)
                .count();
    }
}
