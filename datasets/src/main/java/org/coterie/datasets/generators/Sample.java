package org.coterie.datasets.generators;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Table;

/**
 * What a generator makes.
 *
 * @param names the columns
 * @param x the rows, in double until the very end
 * @param classes the names of the classes
 * @param of the class of each row
 */
record Sample(List<String> names, double[][] x, List<String> classes, int[] of) {

    /** Columns called by a letter and a number from 1. */
    static List<String> named(String letter, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(j -> letter + j).toList();
    }

    /** Classes called 0, 1, … */
    static List<String> numbered(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }

    /** As a data set with known classes. */
    Dataset dataset(String name) {
        int m = names.size();
        float[] values = new float[Math.multiplyExact(x.length, m)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) x[i / m][i % m];
        }
        return new Dataset(
                name,
                Table.of(x.length, m, values),
                Features.of(names),
                List.of(),
                Optional.of(new Labels("class", classes, of)),
                List.of(),
                List.of());
    }

    /** Takes mean and (population) deviation out of the first columns. */
    void standardise(int columns) {
        for (int j = 0; j < columns; j++) {
            double sum = 0;
            for (double[] row : x) {
                sum += row[j];
            }
            double mean = sum / x.length;
            double squares = 0;
            for (double[] row : x) {
                squares += (row[j] - mean) * (row[j] - mean);
            }
            double deviation = Math.sqrt(squares / x.length);
            for (double[] row : x) {
                row[j] = deviation == 0 ? 0 : (row[j] - mean) / deviation;
            }
        }
    }
}
