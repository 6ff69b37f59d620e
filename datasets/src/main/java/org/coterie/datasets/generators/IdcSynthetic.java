package org.coterie.datasets.generators;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * IDC's synthetic set: four classes in three informative columns, of which each class needs two, beside ten of nuisance.
 * From three blobs in the plane (scikit-learn's {@code make_blobs}, 5,000 points, deviation 0.5, generator seed 0):
 *
 * <ol>
 *   <li>x2 of blob 2 is stretched to the range of x2 over all points;
 *   <li>x3 is uniform in [0, 1); rows of blob 2 with x3 above ½ become class 3;
 *   <li>x1 of class 0 becomes that of class 1: only x2 tells the two apart;
 *   <li>x3 of class 3 is raised by ½, and x3 of classes 0 and 1 is stretched to the range of x3 over 2 and 3: only x3 tells
 *       2 from 3;
 *   <li>ten columns from N(0, nuisance²) are added: 0.01 in the authors' code, 0.1 in the text;
 *   <li>the first rows of every class stay, as many as class 3 has; x1 to x3 get mean 0 and deviation 1.
 * </ol>
 *
 * The authors draw x3 and nuisance without a seed; here both come from {@code seed}.
 */
final class IdcSynthetic {
    private static final int POINTS = 5000;
    private static final int NUISANCE = 10;
    private static final int INFORMATIVE = 3;

    private IdcSynthetic() {}

    static Sample make(int seed, double nuisance) {
        double[][] x = new double[POINTS][INFORMATIVE + NUISANCE];
        int[] of = blobs(x);
        stretch(x, 1, i -> of[i] == 2, i -> true);
        NumPyRandom random = new NumPyRandom(seed);
        for (int i = 0; i < POINTS; i++) {
            x[i][2] = random.uniform();
            of[i] = of[i] == 2 && x[i][2] > 0.5 ? 3 : of[i];
        }
        int[] zero = rows(i -> of[i] == 0);
        int[] one = rows(i -> of[i] == 1);
        for (int r = 0; r < zero.length; r++) {
            x[zero[r]][0] = x[one[r]][0];
        }
        for (int i : rows(i -> of[i] == 3)) {
            x[i][2] += 0.5;
        }
        stretch(x, 2, i -> of[i] < 2, i -> of[i] >= 2);
        for (double[] row : x) {
            for (int j = INFORMATIVE; j < row.length; j++) {
                row[j] = random.normal(0, nuisance);
            }
        }
        int[] left = new int[4];
        java.util.Arrays.fill(left, rows(i -> of[i] == 3).length);
        int[] kept = rows(i -> left[of[i]]-- > 0);
        List<String> names = new ArrayList<>(Sample.named("x", INFORMATIVE));
        names.addAll(Sample.named("nuisance", NUISANCE));
        Sample sample = new Sample(
                names,
                IntStream.of(kept).mapToObj(i -> x[i]).toArray(double[][]::new),
                Sample.numbered(4),
                IntStream.of(kept).map(i -> of[i]).toArray());
        sample.standardise(INFORMATIVE);
        return sample;
    }

    /** Fills two columns as {@code make_blobs(5000, centers=3, cluster_std=0.5, random_state=0)} does. */
    static int[] blobs(double[][] into) {
        NumPyRandom random = new NumPyRandom(0);
        double[][] centres = new double[3][2];
        for (double[] centre : centres) {
            centre[0] = random.uniform(-10, 10);
            centre[1] = random.uniform(-10, 10);
        }
        double[][] ordered = new double[POINTS][];
        int[] blob = new int[POINTS];
        for (int c = 0, i = 0; c < 3; c++) {
            int size = POINTS / 3 + (c < POINTS % 3 ? 1 : 0);
            for (int end = i + size; i < end; i++) {
                ordered[i] = new double[] {random.normal(centres[c][0], 0.5), random.normal(centres[c][1], 0.5)};
                blob[i] = c;
            }
        }
        int[] order = random.permutation(POINTS);
        for (int i = 0; i < POINTS; i++) {
            System.arraycopy(ordered[order[i]], 0, into[i], 0, 2);
        }
        return IntStream.of(order).map(i -> blob[i]).toArray();
    }

    private static int[] rows(IntPredicate which) {
        return IntStream.range(0, POINTS).filter(which).toArray();
    }

    /** Stretches a column of some rows to the range it has over others. */
    private static void stretch(double[][] x, int column, IntPredicate rows, IntPredicate over) {
        double least =
                IntStream.of(rows(rows)).mapToDouble(i -> x[i][column]).min().orElse(0);
        double greatest =
                IntStream.of(rows(rows)).mapToDouble(i -> x[i][column]).max().orElse(0);
        double low =
                IntStream.of(rows(over)).mapToDouble(i -> x[i][column]).min().orElse(0);
        double high =
                IntStream.of(rows(over)).mapToDouble(i -> x[i][column]).max().orElse(0);
        for (int i : rows(rows)) {
            x[i][column] = (x[i][column] - least) / (greatest - least) * (high - low) + low;
        }
    }
}
