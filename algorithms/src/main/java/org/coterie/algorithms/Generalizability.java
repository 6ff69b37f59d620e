package org.coterie.algorithms;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * Do the selected features serve another model (IDC)? A linear support vector classifier (squared hinge, C = 1, one
 * against the rest) learns the classes from gated rows and is asked for those of other gated rows. Put the accuracy on
 * ungated rows beside it.
 *
 * @param accuracy share of the test rows that are right, in [0, 1]
 * @param rows how many test rows were counted
 */
public record Generalizability(double accuracy, int rows) {

    /**
     * Trains and tests. Rows of unknown class (negative) are left out of both. Same rows and same numbers of the
     * generator give the same bits.
     *
     * @param train rows times their gates, see {@link #gated}
     * @param trainClasses the class of each
     * @param test other rows times their gates, of the same columns
     * @param testClasses the class of each
     * @throws CoterieException of kind DATA if a side has no row of known class, columns differ, or a value is missing or
     *     infinite
     */
    public static Generalizability of(
            Table train, int[] trainClasses, Table test, int[] testClasses, RandomGenerator random) {
        int[] learnt = known(train, trainClasses, "training rows");
        int[] asked = known(test, testClasses, "test rows");
        if (train.columns() != test.columns()) {
            throw Fault.of("training and test rows need the same columns")
                    .got(train.columns() + " and " + test.columns())
                    .as(CoterieException.Kind.DATA);
        }
        Table rows = part(train, learnt);
        LinearSvc machine = LinearSvc.fit(
                rows, IntStream.of(learnt).map(i -> trainClasses[i]).toArray(), random);
        long right = IntStream.of(asked)
                .filter(i -> machine.predict(test, i) == testClasses[i])
                .count();
        return new Generalizability((double) right / asked.length, asked.length);
    }

    /** Rows times their gates, entry by entry. */
    public static Table gated(Table x, Table gates) {
        if (x.rows() != gates.rows() || x.columns() != gates.columns()) {
            throw new IllegalArgumentException(
                    gates.rows() + "×" + gates.columns() + " gates for " + x.rows() + "×" + x.columns() + " rows");
        }
        float[] values = x.toArray();
        float[] open = gates.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] *= open[i];
        }
        return Table.of(x.rows(), x.columns(), values);
    }

    private static int[] known(Table x, int[] classes, String name) {
        if (x.rows() != classes.length) {
            throw new IllegalArgumentException(x.rows() + " " + name + " for " + classes.length + " classes");
        }
        int[] known =
                IntStream.range(0, classes.length).filter(i -> classes[i] >= 0).toArray();
        if (known.length == 0) {
            throw Fault.of("no row of known class").at(name).as(CoterieException.Kind.DATA);
        }
        for (int i : known) {
            for (int d = 0; d < x.columns(); d++) {
                if (!Float.isFinite(x.at(i, d))) {
                    throw Fault.of("a classifier needs finite numbers")
                            .at(name + ", row " + (i + 1) + ", column " + (d + 1))
                            .got(x.at(i, d))
                            .as(CoterieException.Kind.DATA);
                }
            }
        }
        return known;
    }

    private static Table part(Table x, int[] rows) {
        int m = x.columns();
        float[] values = new float[Math.multiplyExact(rows.length, m)];
        for (int i = 0; i < rows.length; i++) {
            x.copyRow(rows[i], values, i * m);
        }
        return Table.of(rows.length, m, values);
    }
}
