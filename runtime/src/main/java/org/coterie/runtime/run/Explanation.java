package org.coterie.runtime.run;

import java.util.List;
import org.coterie.api.Features;

/**
 * What a configuration would do, without doing it.
 *
 * @param resolved every setting
 * @param rows number of training rows
 * @param features the columns the method sees
 * @param parts the variables it declares
 * @param stages one line per stage
 * @param readouts what the model would answer
 * @param trained number of trained numbers
 * @param stored numbers in all, with values per row
 * @param estimatedBytes native memory, roughly: variables, moments, data and activations of a step
 */
public record Explanation(
        String resolved,
        int rows,
        Features features,
        List<Part> parts,
        List<String> stages,
        List<String> readouts,
        long trained,
        long stored,
        long estimatedBytes) {

    /**
     * A variable.
     *
     * @param path its path
     * @param shape its shape
     * @param kind weight or state
     * @param numbers how many
     */
    public record Part(String path, String shape, String kind, long numbers) {}
}
