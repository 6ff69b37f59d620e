package org.coterie.runtime.run;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.model.store.IoFaults;
import org.coterie.model.store.Json;
import org.coterie.runtime.config.hocon.Hocon;
import org.coterie.runtime.config.hocon.Problems;
import org.coterie.runtime.report.Quoted;

/**
 * A run that has ended, as its folder tells it.
 *
 * @param folder its folder
 * @param method the id of its method
 * @param seed its seed
 * @param settings every setting that can change a result, the seed apart, by dotted key, as HOCON
 * @param data the checksums of what it read, and the number of rows
 * @param scores numbers by name: scores against classes, and separation
 * @param kmeans the same of k-means
 * @param quoted what papers print of other methods on these data
 */
public record Finished(
        Path folder,
        String method,
        long seed,
        SortedMap<String, String> settings,
        String data,
        Map<String, Double> scores,
        Map<String, Double> kmeans,
        List<Quoted> quoted) {
    /** Settings that change no result, and the seed. */
    private static final Set<String> ASIDE = Set.of("name", "seed", "runs", "base", "checkpoint", "report");

    /** Copies the maps. */
    public Finished {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
        kmeans = Collections.unmodifiableMap(new LinkedHashMap<>(kmeans));
        quoted = List.copyOf(quoted);
    }

    /** Whether a folder holds a run that has ended. */
    public static boolean is(Path folder) {
        return Files.isRegularFile(folder.resolve("metrics.json"))
                && Files.isRegularFile(folder.resolve("resolved.conf"));
    }

    /** Reads the folder; an {@code ARTIFACT} fault where no run has ended in it. */
    public static Finished read(Path folder) {
        if (!is(folder)) {
            boolean begun = Files.isRegularFile(folder.resolve("resolved.conf"));
            throw Fault.of(begun ? "this run has not ended" : "there is no finished run")
                    .at(folder.toString())
                    .expected("a run's folder, with its metrics.json")
                    .advise(begun ? "coterie resume " + folder : "")
                    .as(Kind.ARTIFACT);
        }
        Map<String, Object> metrics = json(folder.resolve("metrics.json"));
        Map<String, Object> origin = json(folder.resolve("provenance.json"));
        ConfigObject config = Hocon.read(folder.resolve("resolved.conf"), List.of(), new Problems("resolved.conf"))
                .root();
        ConfigValue method = config.get("method");
        return new Finished(
                folder,
                method == null ? "method" : String.valueOf(method.unwrapped()),
                origin.get("seed") instanceof Number seed ? seed.longValue() : 0,
                settings(config),
                data(origin),
                scores(metrics, "method", metrics),
                scores(metrics, "kmeans", section(metrics, "kmeans")),
                Quoted.of(origin));
    }

    /** Every setting of a configuration that can change a result, the seed apart. */
    static SortedMap<String, String> settings(ConfigObject config) {
        SortedMap<String, String> all = new TreeMap<>();
        config.forEach((key, value) -> {
            if (!ASIDE.contains(key)) {
                flatten(key, value, all);
            }
        });
        return all;
    }

    private static void flatten(String path, ConfigValue value, Map<String, String> into) {
        if (value instanceof ConfigObject section && !section.isEmpty()) {
            section.forEach((key, each) -> flatten(path + "." + key, each, into));
        } else {
            into.put(path, value.render(ConfigRenderOptions.concise()));
        }
    }

    private static String data(Map<String, Object> origin) {
        Map<String, Object> data = section(origin, "data");
        List<String> sums = new ArrayList<>();
        if (data.get("sources") instanceof List<?> sources) {
            for (Object source : sources) {
                sums.add(source instanceof Map<?, ?> map ? String.valueOf(map.get("sha256")) : "");
            }
        }
        return sums + ", " + data.get("rows") + " rows of " + data.get("columns");
    }

    private static Map<String, Double> scores(Map<String, Object> metrics, String who, Map<String, Object> three) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (String name : List.of("acc", "nmi", "ari")) {
            if (three.get(name) instanceof Number value) {
                scores.put(name, value.doubleValue());
            }
        }
        for (String part : List.of("scores", "separation")) {
            section(section(metrics, part), who).forEach((name, value) -> {
                if (value instanceof Number number && !name.equals("rows") && !name.startsWith("silhouette-")) {
                    scores.putIfAbsent(name, number.doubleValue());
                }
            });
        }
        return scores;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> map, String key) {
        return map.get(key) instanceof Map<?, ?> section ? (Map<String, Object>) section : Map.of();
    }

    private static Map<String, Object> json(Path file) {
        try {
            return Json.object(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw IoFaults.cannotRead(file, e);
        }
    }
}
