package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.coterie.api.Features;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Numbers;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Card;
import org.coterie.runtime.config.ReportOptions;

/** The evidence of a run that never was: clouds around corners, clustered without a fault but for what a test changes. */
final class Trial {
    int rows = 60;
    int k = 3;
    List<String> columns = List.of("a", "b", "c", "d");
    Optional<Features> features = Optional.empty();
    boolean labelled = true;
    boolean model = true;
    boolean data = true;
    int noise;
    String name = "trial";
    MethodFacts method = new MethodFacts("Sorts by hand (A. Author, A paper, 2024).", "", List.of());
    List<String> classes = List.of("north", "south", "east");
    List<Annotation> annotations = new ArrayList<>();
    ReportOptions options = new ReportOptions(true, ReportOptions.Layout.PCA, 500, true);

    Evidence evidence() {
        int[] clusters =
                IntStream.range(0, rows).map(i -> i < noise ? -1 : i % k).toArray();
        double[] confidence = IntStream.range(0, rows)
                .mapToDouble(i -> i < noise ? 0 : 0.5 + 0.5 * i / rows)
                .toArray();
        List<String> names = IntStream.range(0, rows).mapToObj(i -> "row " + i).toList();
        return new Evidence(
                name,
                method,
                new Facts(metrics(), provenance()),
                history(),
                new Assigned(names, clusters, confidence),
                "seed = 0\ntransforms = [\n    {\n        \"type\" : \"z-score\"\n    }\n]\n",
                data ? Optional.of(material(names)) : Optional.empty(),
                data ? "" : "The data cannot be read any more.",
                options);
    }

    private Map<String, Object> metrics() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        if (labelled) {
            metrics.put("acc", 0.9);
            metrics.put("nmi", 0.8);
            metrics.put("ari", 0.85);
            metrics.put("kmeans", Map.of("acc", 0.95, "nmi", 0.7, "ari", 0.85));
        } else {
            metrics.put("kmeans", Map.of());
        }
        metrics.put("clusters", (long) k);
        metrics.put("steps", 100L);
        metrics.put("method", Map.of("trial.mse", 0.25));
        metrics.put(
                "warnings", List.of("one column is constant, which tells nothing about clusters: " + columns.get(0)));
        return metrics;
    }

    private Map<String, Object> provenance() {
        return Map.of(
                "started", "2026-01-02T03:04:05Z",
                "seed", 7L,
                "threads", 2L,
                "method", Map.of("id", "trial", "preset", "recommended", "module", "org.example", "version", "1.0"),
                "data",
                        Map.of(
                                "rows", (long) rows,
                                "columns", (long) columns.size(),
                                "sources", List.of(Map.of("name", "corners.csv", "bytes", 1L, "sha256", "ab12"))),
                "versions", Map.of("org.coterie.runtime", "0.1.0", "tensorflow", "1.1.0"),
                "machine", Map.of("java.version", "17", "os.name", "Linux", "os.arch", "amd64"));
    }

    private static History history() {
        Map<String, SortedMap<Long, Double>> curves = new LinkedHashMap<>();
        for (String term : List.of("reconstruction", "entropy")) {
            SortedMap<Long, Double> curve = new TreeMap<>();
            for (long step = 1; step <= 100; step += 3) {
                curve.put(step, term.equals("entropy") ? -0.01 * step : 100 * Math.exp(-step / 10.0));
            }
            curves.put(term, curve);
        }
        return new History(curves, List.of(new Lines.Border(0, "open"), new Lines.Border(50, "gated")), 0, 1.5);
    }

    private Material material(List<String> names) {
        SplittableRandom random = new SplittableRandom(1);
        int m = columns.size();
        float[] values = new float[rows * m];
        for (int i = 0; i < rows; i++) {
            for (int j = 1; j < m; j++) {
                values[i * m + j] = (float) ((j % k == i % k ? 2 : 0) + 0.3 * random.nextGaussian());
            }
        }
        int[] known = IntStream.range(0, rows)
                .map(i -> i == 0 ? -1 : i % classes.size())
                .toArray();
        Dataset all = new Dataset(
                "corners",
                Table.of(rows, m, values),
                features.orElseGet(() -> Features.of(columns)),
                names,
                labelled ? Optional.of(new Labels("side", classes, known)) : Optional.empty(),
                annotations,
                List.of());
        return new Material(all, all, model ? Optional.of(answers(all)) : Optional.empty());
    }

    /** A batch and a dose. */
    Trial annotated() {
        annotations.add(new Labels(
                "batch",
                List.of("=one", "two"),
                IntStream.range(0, rows).map(i -> i % 2).toArray()));
        float[] dose = new float[rows];
        for (int i = 0; i < rows; i++) {
            dose[i] = i % 5 == 0 ? Float.NaN : i;
        }
        annotations.add(new Numbers("dose", dose));
        return this;
    }

    private Material.Answers answers(Dataset all) {
        List<String> ks = IntStream.range(0, k).mapToObj(c -> "cluster-" + c).toList();
        List<String> own = all.features().names();
        List<Card.Answer> known = List.of(
                new Card.Answer("assign", "rows", ks, 0),
                new Card.Answer("embed", "rows", List.of("z1", "z2", "z3"), 0),
                new Card.Answer("reconstruct", "rows", own, 0),
                new Card.Answer("gates", "rows", own, 0),
                new Card.Answer("global-gates", "fixed", own, 0),
                new Card.Answer("generate", "drawn", own, 2));
        return new Material.Answers() {
            @Override
            public List<Card.Answer> known() {
                return known;
            }

            @Override
            public Table prepared(String readout, Table rows) {
                return rows(readout, Dataset.of("prepared", rows, all.features()));
            }

            @Override
            public Table rows(String readout, Dataset rows) {
                int wide = readout.equals("assign") ? k : readout.equals("embed") ? 3 : own.size();
                float[] values = new float[rows.x().rows() * wide];
                for (int i = 0; i < rows.x().rows(); i++) {
                    for (int j = 0; j < wide; j++) {
                        float x = rows.x().at(i, j % own.size());
                        values[i * wide + j] = readout.equals("embed") ? x - 1 : Math.max(0, Math.min(1, x));
                    }
                }
                return Table.of(rows.x().rows(), wide, values);
            }

            @Override
            public Table fixed(String readout) {
                return Table.of(k, own.size(), new float[k * own.size()]);
            }

            @Override
            public Table drawn(String readout, int[] wanted, Table noise) {
                return Table.of(wanted.length, own.size(), new float[wanted.length * own.size()]);
            }
        };
    }
}
