package org.coterie.api;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What can be asked of a fitted model, by name: {@code assign} always; {@code embed}, {@code reconstruct}, {@code gates},
 * {@code generate} where the method has them. Evaluated at rest; becomes a signature of the SavedModel.
 */
public sealed interface Readout {

    /** Its name, and the name of its signature. */
    String name();

    /** What a row of it is; names the columns of files. */
    Space space();

    /** Something of every row: memberships, codes, reconstructions. */
    static <S extends Space> PerRow<S> perRow(String name, S space, BiFunction<Trace, Rows<Features>, Rows<S>> of) {
        return new PerRow<>(name, space, of);
    }

    /** Something of the model itself, a matrix whose rows are named by {@code rows}: centres, global gates. */
    static Fixed fixed(String name, Space rows, Function<Trace, Operand<TFloat32>> of) {
        return new Fixed(name, rows, of);
    }

    /**
     * New rows from cluster numbers and standard normal noise. One called {@code generate} is what {@code coterie generate}
     * asks: clusters are numbered as {@code assign} numbers them, the noise is that of a code, zeros give the most typical row,
     * and what comes out is data as the transforms prepared them. A line through the noise is a path inside a cluster.
     */
    static Drawn drawn(String name, Space space, int noise, Draw of) {
        return new Drawn(name, space, noise, of);
    }

    /**
     * Something of every row.
     *
     * @param <S> what
     * @param name its name
     * @param space what a row of it is
     * @param of rows in, rows out
     */
    record PerRow<S extends Space>(String name, S space, BiFunction<Trace, Rows<Features>, Rows<S>> of)
            implements Readout {}

    /**
     * Something of the model.
     *
     * @param name its name
     * @param space what a row of it is
     * @param of the matrix
     */
    record Fixed(String name, Space space, Function<Trace, Operand<TFloat32>> of) implements Readout {}

    /**
     * New rows.
     *
     * @param name its name
     * @param space what a row of it is
     * @param noise numbers of noise per row
     * @param of the drawing
     */
    record Drawn(String name, Space space, int noise, Draw of) implements Readout {}

    /** Cluster numbers {@code [n]} and noise {@code [n, noise]} to rows. */
    @FunctionalInterface
    interface Draw {

        /** Draws one row per cluster number. */
        Operand<TFloat32> rows(Trace t, Operand<TInt32> cluster, Operand<TFloat32> noise);
    }
}
