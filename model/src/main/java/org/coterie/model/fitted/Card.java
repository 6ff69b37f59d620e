package org.coterie.model.fitted;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.coterie.api.Clusters;
import org.coterie.api.Features;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Space;
import org.coterie.api.data.Transform;
import org.coterie.model.store.NdArray;
import org.tensorflow.ndarray.Shape;

/**
 * What a model says of itself; the free part of its manifest.
 *
 * @param method the id of its method; empty where its plan was composed in code
 * @param version the version of that method's module
 * @param preset the preset it was made with
 * @param seed the seed of its run
 * @param threads the threads that shared an operation
 * @param clusters number of clusters
 * @param preparation its transforms
 * @param answers its readouts
 * @param fingerprint the fingerprint of its variables
 */
public record Card(
        String method,
        String version,
        String preset,
        long seed,
        int threads,
        int clusters,
        Preparation preparation,
        List<Answer> answers,
        String fingerprint) {

    /**
     * A readout: its name, its kind ({@code rows}, {@code fixed}, {@code drawn}), the names of its columns, and for a drawn one
     * the numbers of noise it takes.
     */
    public record Answer(String name, String kind, List<String> columns, int noise) {}

    /** Copies the list. */
    public Card {
        answers = List.copyOf(answers);
    }

    /** The readouts of a plan that has so many clusters. */
    public static List<Answer> answers(Plan plan, int clusters) {
        Space found = new Clusters(clusters);
        return plan.readouts().stream()
                .map(readout -> new Answer(
                        readout.name(),
                        readout instanceof Readout.PerRow<?>
                                ? "rows"
                                : readout instanceof Readout.Fixed ? "fixed" : "drawn",
                        columns(readout.name().equals("assign") ? found : readout.space()),
                        readout instanceof Readout.Drawn drawn ? drawn.noise() : 0))
                .toList();
    }

    private static List<String> columns(Space space) {
        if (space instanceof Features features) {
            return features.names();
        }
        String letter = space instanceof Clusters ? "cluster-" : "z";
        int first = space instanceof Clusters ? 0 : 1;
        return IntStream.range(first, first + space.width())
                .mapToObj(i -> letter + i)
                .toList();
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("method", method);
        map.put("method-version", version);
        map.put("preset", preset);
        map.put("seed", seed);
        map.put("threads", threads);
        map.put("clusters", clusters);
        map.put("fingerprint", fingerprint);
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("row", longs(preparation.in().row().asArray()));
        input.put("columns", preparation.in().names());
        map.put("input", input);
        map.put("preparation", preparation.toList());
        List<Object> readouts = new ArrayList<>();
        for (Answer answer : answers) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("name", answer.name());
            each.put("kind", answer.kind());
            each.put("columns", answer.columns());
            each.put("noise", answer.noise());
            readouts.add(each);
        }
        map.put("readouts", readouts);
        return map;
    }

    private static List<Object> longs(long[] values) {
        List<Object> list = new ArrayList<>();
        for (long value : values) {
            list.add(value);
        }
        return list;
    }

    static Card of(Map<String, Object> map, Map<String, NdArray> numbers, Function<String, Transform> installed) {
        Map<?, ?> input = (Map<?, ?>) map.get("input");
        long[] row = ((List<?>) input.get("row"))
                .stream().mapToLong(v -> ((Number) v).longValue()).toArray();
        Features features = new Features(Shape.of(row), texts(input.get("columns")));
        List<Answer> answers = new ArrayList<>();
        for (Object each : (List<?>) map.get("readouts")) {
            Map<?, ?> readout = (Map<?, ?>) each;
            answers.add(new Answer(
                    String.valueOf(readout.get("name")),
                    String.valueOf(readout.get("kind")),
                    texts(readout.get("columns")),
                    ((Number) readout.get("noise")).intValue()));
        }
        return new Card(
                String.valueOf(map.get("method")),
                String.valueOf(map.get("method-version")),
                String.valueOf(map.get("preset")),
                ((Number) map.get("seed")).longValue(),
                ((Number) map.get("threads")).intValue(),
                ((Number) map.get("clusters")).intValue(),
                Preparation.of(features, (List<?>) map.get("preparation"), numbers, installed),
                answers,
                String.valueOf(map.get("fingerprint")));
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }
}
