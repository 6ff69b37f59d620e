package org.coterie.deepwak;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Neighbours;
import org.coterie.algorithms.Noise2Self;
import org.coterie.algorithms.Pca;
import org.coterie.api.data.Table;

/**
 * The loss L[d, κ] of A2: the mean squared error with which the κ nearest neighbours on d principal components predict a row.
 * Nothing is computed that is not asked; one d gives all κ at once, in O(n·κ·m), after O(n²·d) for the neighbours.
 *
 * <p>As printed, components and distances are made of the very numbers that are then predicted: with more components neighbours
 * are chosen to resemble the row's own noise, and the loss falls on and on. With {@code hiding}, components come from the columns
 * not to be predicted (noise2self), and the loss has a minimum.
 */
final class Landscape {
    private final Options options;
    private final double[][][] losses; // [d − 1][part][κ − 1], of all entries; a row is empty until it is asked
    private final Table[] scores; // of every part, all components
    private final Table[] targets;
    private final double entries;

    /**
     * What is looked for.
     *
     * @param components most components, the largest d
     * @param neighbours most neighbours, the largest κ
     * @param metric of the distances on the components
     * @param similarity S
     */
    record Options(int components, int neighbours, Metric metric, Wak.Similarity similarity) {}

    private Landscape(Options options, Table[] scores, Table[] targets, double entries) {
        this.options = options;
        this.scores = scores;
        this.targets = targets;
        this.entries = entries;
        losses = new double[options.components()][0][];
    }

    /** As printed: all columns are seen and predicted. */
    static Landscape asPrinted(Table x, Options options) {
        Table e = Pca.of(options.components()).fit(x).transform(x);
        return new Landscape(options, new Table[] {e}, new Table[] {x}, (double) x.rows() * x.columns());
    }

    /** Each group of columns is predicted from the components of the others. */
    static Landscape hiding(Noise2Self groups, Table x, Options options, DoubleConsumer progress) {
        int count = groups.groups().size();
        Table[] scores = new Table[count];
        Table[] targets = new Table[count];
        for (int g = 0; g < count; g++) {
            Table seen = groups.seen(x, g);
            scores[g] = Pca.of(options.components()).fit(seen).transform(seen);
            targets[g] = groups.hidden(x, g);
            progress.accept((g + 1.0) / count);
        }
        return new Landscape(options, scores, targets, (double) x.rows() * x.columns());
    }

    /** L[d, ·], by κ from 1. */
    double[] of(int d) {
        double[] sums = new double[options.neighbours()];
        for (double[] part : parts(d)) {
            for (int r = 0; r < sums.length; r++) {
                sums[r] += part[r];
            }
        }
        return sums;
    }

    /**
     * The standard error of L[d, κ] − L[e, λ] over the parts, which both predict: of a sum of independent differences.
     * Infinite where there is one part.
     */
    double errorOfDifference(int d, int count, int e, int other) {
        int parts = parts();
        double[] differences = IntStream.range(0, parts)
                .mapToDouble(g -> parts(d)[g][count - 1] - parts(e)[g][other - 1])
                .toArray();
        double mean = Arrays.stream(differences).sum() / parts;
        double squares =
                Arrays.stream(differences).map(x -> (x - mean) * (x - mean)).sum();
        return parts < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(squares / (parts - 1) * parts);
    }

    private double[][] parts(int d) {
        if (losses[d - 1].length == 0) {
            double[][] all = new double[parts()][];
            for (int g = 0; g < all.length; g++) {
                all[g] = Arrays.stream(squares(neighbours(g, d), targets[g], options.similarity()))
                        .map(sum -> sum / entries)
                        .toArray();
            }
            losses[d - 1] = all;
        }
        return losses[d - 1];
    }

    /** Neighbours by the first components of a part. */
    Neighbours neighbours(int part, int d) {
        return Neighbours.of(first(scores[part], d), options.neighbours(), options.metric());
    }

    /** The components of what a part sees. */
    Table scores(int part) {
        return scores[part];
    }

    /** What a part predicts. */
    Table target(int part) {
        return targets[part];
    }

    /** How many parts: groups, or 1. */
    int parts() {
        return scores.length;
    }

    Options options() {
        return options;
    }

    /** All of it, d by κ; 0 where nothing was asked. */
    float[] table() {
        float[] all = new float[options.components() * options.neighbours()];
        for (int d = 0; d < losses.length; d++) {
            if (losses[d].length > 0) {
                double[] of = of(d + 1);
                for (int r = 0; r < of.length; r++) {
                    all[d * options.neighbours() + r] = (float) of[r];
                }
            }
        }
        return all;
    }

    /** Some columns from the left. */
    static Table first(Table x, int d) {
        float[] row = new float[x.columns()];
        float[] some = new float[x.rows() * d];
        for (int i = 0; i < x.rows(); i++) {
            x.copyRow(i, row, 0);
            System.arraycopy(row, 0, some, i * d, d);
        }
        return Table.of(x.rows(), d, some);
    }

    /** Σ (x̂ − x)² for every κ; sums over blocks of fixed size, so that no bit depends on the threads. */
    private static double[] squares(Neighbours near, Table y, Wak.Similarity similarity) {
        int n = y.rows();
        int m = y.columns();
        int most = near.k();
        float[] values = y.toArray();
        int block = 64;
        double[][] parts = IntStream.range(0, (n + block - 1) / block)
                .parallel()
                .mapToObj(b -> {
                    double[] sums = new double[most];
                    double[] weighted = new double[m];
                    for (int i = b * block; i < Math.min(n, (b + 1) * block); i++) {
                        Arrays.fill(weighted, 0);
                        double total = 0;
                        double scale = Wak.scale(near, i);
                        for (int r = 0; r < most; r++) {
                            double w = similarity.of(near.distance(i, r), scale);
                            int at = near.index(i, r) * m;
                            total += w;
                            double share = total > 0 ? 1 / total : 0;
                            double square = 0;
                            for (int j = 0; j < m; j++) {
                                weighted[j] += w * values[at + j];
                                double error = weighted[j] * share - values[i * m + j];
                                square += error * error;
                            }
                            sums[r] += square;
                        }
                    }
                    return sums;
                })
                .toArray(double[][]::new);
        double[] all = new double[most];
        for (double[] part : parts) {
            for (int r = 0; r < most; r++) {
                all[r] += part[r];
            }
        }
        return all;
    }
}
