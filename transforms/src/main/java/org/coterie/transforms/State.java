package org.coterie.transforms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.jspecify.annotations.Nullable;

/**
 * The saved numbers of a transform, read with care: they come from a file.
 *
 * @param id the transform
 * @param numbers what it saved
 */
record State(String id, Map<String, double[]> numbers) {
    private static final double END = -1;

    /** A finite number for each column. */
    double[] perColumn(String key, Features in) {
        return finite(key, in.width(), in.width() + " finite numbers");
    }

    /** One finite number. */
    double number(String key) {
        return finite(key, 1, "one finite number")[0];
    }

    /** Finite numbers, {@code count} of them. */
    double[] finite(String key, int count, String expected) {
        double[] found = numbers.get(key);
        if (found == null || found.length != count || !Arrays.stream(found).allMatch(Double::isFinite)) {
            throw damaged(key, found, expected);
        }
        return found.clone();
    }

    /** Numbers of columns, each once. */
    int[] columns(String key, Features in) {
        double[] found = numbers.get(key);
        boolean fits = found != null
                && found.length > 0
                && Arrays.stream(found).allMatch(j -> j >= 0 && j < in.width() && j == Math.rint(j))
                && Arrays.stream(found).distinct().count() == found.length;
        if (found == null || !fits) {
            throw damaged(key, found, "numbers of columns, 0 to " + (in.width() - 1) + ", each once");
        }
        return Arrays.stream(found).mapToInt(j -> (int) j).toArray();
    }

    /** What {@link #coded} made of texts. */
    List<String> texts(String key) {
        double[] found = numbers.get(key);
        boolean fits = found != null
                && (found.length == 0 || found[found.length - 1] == END)
                && Arrays.stream(found).allMatch(c -> c == END || c >= 0 && c <= 0xFFFF && c == Math.rint(c));
        if (found == null || !fits) {
            throw damaged(key, found, "texts as numbers of their characters");
        }
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (double c : found) {
            if (c == END) {
                texts.add(text.toString());
                text.setLength(0);
            } else {
                text.append((char) c);
            }
        }
        return texts;
    }

    /** Texts as numbers: those of their UTF-16 characters, with -1 after each text. */
    static double[] coded(List<String> texts) {
        return texts.stream()
                .flatMapToDouble(text -> java.util.stream.DoubleStream.concat(
                        text.chars().asDoubleStream(), java.util.stream.DoubleStream.of(END)))
                .toArray();
    }

    /** Numbers of columns as they are saved. */
    static double[] coded(int[] columns) {
        return Arrays.stream(columns).asDoubleStream().toArray();
    }

    private CoterieException damaged(String key, double @Nullable [] found, String expected) {
        return Fault.of("the saved numbers of a transform are damaged")
                .at("transform " + id + ", " + key)
                .got(found == null ? "nothing" : found.length + " numbers")
                .expected(expected)
                .as(CoterieException.Kind.ARTIFACT);
    }
}
