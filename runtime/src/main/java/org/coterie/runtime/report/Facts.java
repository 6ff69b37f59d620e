package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code metrics.json} and {@code provenance.json} say; what they do not say is empty.
 *
 * @param metrics the one
 * @param provenance the other
 */
record Facts(Map<String, Object> metrics, Map<String, Object> provenance) {
    private static final List<String> NO_SCORES = List.of("clusters", "steps");

    /** Scores of the method. */
    Map<String, Double> scores() {
        Map<String, Double> scores = numbers(metrics);
        NO_SCORES.forEach(scores::remove);
        return scores;
    }

    /** Scores of other clusterings of the same rows: every section whose numbers bear names the method's have. */
    Map<String, Map<String, Double>> others() {
        Map<String, Map<String, Double>> others = new LinkedHashMap<>();
        metrics.forEach((name, value) -> {
            if (value instanceof Map<?, ?> section && !name.equals("method")) {
                Map<String, Double> numbers = numbers(section);
                numbers.keySet().retainAll(scores().keySet());
                if (!numbers.isEmpty()) {
                    others.put(name.equals("kmeans") ? "k-means" : name, numbers);
                }
            }
        });
        return others;
    }

    /** All further numbers on the clusters, each with that of the method and that of k-means; NaN where there is none. */
    Map<String, double[]> measures() {
        Map<String, double[]> all = new LinkedHashMap<>();
        for (String section : List.of("scores", "separation")) {
            Map<String, Double> own = numbers(section(section(metrics, section), "method"));
            Map<String, Double> other = numbers(section(section(metrics, section), "kmeans"));
            own.forEach((name, value) -> {
                boolean exact = name.endsWith("-error") && value == 0; // of no sample
                if (!name.equals("rows") && !name.endsWith("-rows") && !exact) {
                    all.put(name, new double[] {value, other.getOrDefault(name, Double.NaN)});
                }
            });
        }
        return all;
    }

    /** What the method reported of itself. */
    Map<String, Double> reports() {
        return numbers(section(metrics, "method"));
    }

    List<String> warnings() {
        return metrics.get("warnings") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Number of clusters offered. */
    int clusters() {
        return (int) number(metrics, "clusters", 0);
    }

    long steps() {
        return (long) number(metrics, "steps", 0);
    }

    long rows() {
        return (long) number(section(provenance, "data"), "rows", 0);
    }

    long columns() {
        return (long) number(section(provenance, "data"), "columns", 0);
    }

    long seed() {
        return (long) number(provenance, "seed", 0);
    }

    long threads() {
        return (long) number(provenance, "threads", 0);
    }

    /** When the run began, in UTC. */
    String started() {
        return text(provenance, "started");
    }

    /** A word on the method: {@code id}, {@code preset}, {@code module}, {@code version}. */
    String method(String key) {
        return text(section(provenance, "method"), key);
    }

    /** The version of a module; empty where it is not known. */
    String version(String module) {
        return text(section(provenance, "versions"), module);
    }

    /** A property of the machine, such as {@code os.name}. */
    String machine(String key) {
        return text(section(provenance, "machine"), key);
    }

    /** The files the data were read from: name and SHA-256. */
    Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        if (section(provenance, "data").get("sources") instanceof List<?> list) {
            list.forEach(each -> {
                if (each instanceof Map<?, ?> source) {
                    sources.put(text(source, "name"), text(source, "sha256"));
                }
            });
        }
        return sources;
    }

    /** The names of the data, for people. */
    String data() {
        List<String> names = new ArrayList<>(sources().keySet());
        return names.isEmpty() ? "data" : Words.list(names);
    }

    private static Map<?, ?> section(Map<?, ?> of, String key) {
        return of.get(key) instanceof Map<?, ?> section ? section : Map.of();
    }

    private static String text(Map<?, ?> of, String key) {
        return of.get(key) == null ? "" : String.valueOf(of.get(key));
    }

    private static double number(Map<?, ?> of, String key, double otherwise) {
        return of.get(key) instanceof Number number ? number.doubleValue() : otherwise;
    }

    private static Map<String, Double> numbers(Map<?, ?> of) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        of.forEach((key, value) -> {
            if (value instanceof Number number) {
                numbers.put(String.valueOf(key), number.doubleValue());
            }
        });
        return numbers;
    }
}
