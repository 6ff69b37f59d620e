package org.coterie.runtime.run;

import java.nio.file.Path;
import java.util.List;

/**
 * What a prediction wrote.
 *
 * @param file the CSV: row, cluster, probability, confidence
 * @param rows number of rows
 * @param sizes rows in each cluster
 * @param warnings what makes it doubtful
 */
public record Prediction(Path file, int rows, List<Integer> sizes, List<String> warnings) {}
