package org.coterie.algorithms;

import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * Mean squared error of de-noised rows against the clean ones, always beside that of the noisy input: an answer that is
 * not below {@code input} has made things worse.
 *
 * @param output mean over all entries of (de-noised - clean)²
 * @param input the same for the noisy rows the method was given
 */
public record Denoising(double output, double input) {

    /**
     * Compares three tables of one shape.
     *
     * @throws CoterieException of kind DATA if the shapes differ, a table is empty or a value is missing or infinite
     */
    public static Denoising of(Table clean, Table noisy, Table denoised) {
        return new Denoising(error(clean, denoised, "de-noised rows"), error(clean, noisy, "noisy rows"));
    }

    /** What is left of the input's error, output/input; below 1 is a gain. NaN where neither has an error. */
    public double left() {
        return output / input;
    }

    private static double error(Table clean, Table other, String name) {
        int m = clean.columns();
        if (other.rows() != clean.rows() || other.columns() != m || clean.rows() == 0 || m == 0) {
            throw Fault.of("tables to compare must have one shape, at least 1×1")
                    .at(name)
                    .got(other.rows() + "×" + other.columns())
                    .expected(clean.rows() + "×" + m)
                    .as(CoterieException.Kind.DATA);
        }
        double sum = 0;
        for (int i = 0; i < clean.rows(); i++) {
            double row = 0;
            for (int j = 0; j < m; j++) {
                double e = (double) other.at(i, j) - clean.at(i, j);
                row += e * e;
            }
            if (!Double.isFinite(row)) {
                throw Fault.of("an error needs finite numbers")
                        .at(name + ", row " + (i + 1))
                        .as(CoterieException.Kind.DATA);
            }
            sum += row;
        }
        return sum / ((double) clean.rows() * m);
    }
}
