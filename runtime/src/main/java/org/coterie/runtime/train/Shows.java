package org.coterie.runtime.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coterie.runtime.graph.Shown;

/**
 * What a few steps showed.
 *
 * @param layout where what stands
 * @param values the numbers, step after step
 * @param steps how many steps
 */
record Shows(List<Shown> layout, float[] values, int steps) {

    /**
     * The first number that is not finite.
     *
     * @param step the step, counted from 0
     * @param what its name
     * @param value NaN or infinite
     */
    record Bad(int step, String what, float value) {}

    private int width() {
        return steps == 0 ? 0 : values.length / steps;
    }

    /** The first loss term that has no finite member left. */
    Optional<Bad> bad() {
        for (int s = 0; s < steps; s++) {
            for (Shown shown : layout) {
                if (shown.term() && finite(s, shown) == 0) {
                    float value = values[s * width() + shown.offset()];
                    return Optional.of(new Bad(s, "loss term '" + shown.name() + "' of " + shown.update(), value));
                }
            }
        }
        return Optional.empty();
    }

    /** Members of stacks that diverged while others go on. */
    List<String> retired() {
        List<String> texts = new ArrayList<>();
        for (Shown shown : layout) {
            int finite = steps == 0 ? shown.size() : finite(steps - 1, shown);
            if (shown.term() && finite > 0 && finite < shown.size()) {
                texts.add((shown.size() - finite) + " of " + shown.size() + " members of '" + shown.name()
                        + "' are no longer finite; the others go on");
            }
        }
        return texts;
    }

    private int finite(int step, Shown shown) {
        int count = 0;
        for (int i = 0; i < shown.size(); i++) {
            if (Float.isFinite(values[step * width() + shown.offset() + i])) {
                count++;
            }
        }
        return count;
    }

    /** What the last step showed, by {@code update/name}. */
    Map<String, float[]> last() {
        Map<String, float[]> map = new LinkedHashMap<>();
        for (Shown shown : layout) {
            float[] part = new float[shown.size()];
            System.arraycopy(values, (steps - 1) * width() + shown.offset(), part, 0, part.length);
            map.put(shown.path(), part);
        }
        return map;
    }

    /** The terms of one step for the log, members averaged; by name where that is unique, else by update and name. */
    Map<String, Double> at(int step) {
        Map<String, Double> terms = new LinkedHashMap<>();
        for (Shown shown : layout) {
            double sum = 0;
            for (int i = 0; i < shown.size(); i++) {
                sum += values[step * width() + shown.offset() + i];
            }
            boolean unique = layout.stream()
                            .filter(other -> other.name().equals(shown.name()))
                            .count()
                    == 1;
            terms.put(unique ? shown.name() : shown.path(), sum / shown.size());
        }
        return terms;
    }

    /** Some two hundred steps of a stage are told, the last of it among them, whatever way the steps came. */
    static boolean worthTelling(long stageStep, long total) {
        long every = Math.max(1, total / 200);
        return (stageStep + 1) % every == 0 || stageStep + 1 == total;
    }
}
