package org.coterie.algorithms;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.coterie.api.data.Table;

/**
 * Public data that are not part of the checkout, from the folder that {@code -Dcoterie.data} or {@code COTERIE_DATA}
 * names, by default {@code shared/data} beside the checkout. A test that needs what is absent is skipped.
 */
record RealData(Table x, int[] classes) {

    /** The 1797 digits of scikit-learn, 64 columns from 0 to 16, and last the class. */
    static RealData digits() {
        return csv("digits/digits.csv.gz", 0);
    }

    /** The 150 irises of scikit-learn's file, whose first line is a header. */
    static RealData iris() {
        return csv("iris/iris.csv", 1);
    }

    /** The 342 penguins with all four measurements, each column of mean 0 and (over n) variance 1; species as classes. */
    static RealData penguins() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(open("penguins/penguins.csv"), StandardCharsets.US_ASCII))) {
            List<String[]> lines = reader.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(cells -> !cells[2].equals("NA") && !cells[2].isEmpty())
                    .toList();
            List<String> species =
                    lines.stream().map(cells -> cells[0]).distinct().sorted().toList();
            int n = lines.size();
            float[] values = new float[n * 4];
            for (int j = 0; j < 4; j++) {
                int column = j + 2;
                double[] numbers = lines.stream()
                        .mapToDouble(cells -> Double.parseDouble(cells[column]))
                        .toArray();
                double mean = java.util.Arrays.stream(numbers).sum() / n;
                double squares = java.util.Arrays.stream(numbers)
                        .map(v -> (v - mean) * (v - mean))
                        .sum();
                for (int i = 0; i < n; i++) {
                    values[i * 4 + j] = (float) ((numbers[i] - mean) / Math.sqrt(squares / n));
                }
            }
            return new RealData(
                    Table.of(n, 4, values),
                    lines.stream().mapToInt(cells -> species.indexOf(cells[0])).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The 10,000 test images of MNIST, 784 columns from 0 to 1. */
    static RealData mnistTest() {
        try (DataInputStream images = new DataInputStream(open("mnist/t10k-images-idx3-ubyte.gz"));
                DataInputStream labels = new DataInputStream(open("mnist/t10k-labels-idx1-ubyte.gz"))) {
            images.skipNBytes(16);
            labels.skipNBytes(8);
            float[] values = new float[10_000 * 784];
            int[] classes = new int[10_000];
            for (int i = 0; i < classes.length; i++) {
                for (int j = 0; j < 784; j++) {
                    values[i * 784 + j] = images.readUnsignedByte() / 255f;
                }
                classes[i] = labels.readUnsignedByte();
            }
            return new RealData(Table.of(classes.length, 784, values), classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RealData csv(String file, int headers) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.US_ASCII))) {
            List<String[]> lines = reader.lines()
                    .skip(headers)
                    .map(line -> line.split(",", -1))
                    .toList();
            int m = lines.get(0).length - 1;
            float[] values = new float[lines.size() * m];
            int[] classes = new int[lines.size()];
            for (int i = 0; i < classes.length; i++) {
                for (int j = 0; j < m; j++) {
                    values[i * m + j] = Float.parseFloat(lines.get(i)[j]);
                }
                classes[i] = (int) Float.parseFloat(lines.get(i)[m]);
            }
            return new RealData(Table.of(classes.length, m, values), classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String file) throws IOException {
        String named = System.getProperty("coterie.data", System.getenv("COTERIE_DATA"));
        Path path = (named == null ? Path.of("..", "..", "shared", "data") : Path.of(named)).resolve(file);
        assumeTrue(Files.exists(path), () -> "skipped: no " + path);
        InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        return file.endsWith(".gz") ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16)) : in;
    }
}
