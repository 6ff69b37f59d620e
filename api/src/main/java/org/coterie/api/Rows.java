package org.coterie.api;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Rows of a space in the graph. The value has the shape {@code [stack…, n, row…]}: rows are samples, and a stack of models
 * adds leading axes.
 *
 * @param <S> the space of a row
 * @param space the space of a row
 * @param stack the leading axes; scalar where there is one model
 * @param value the numbers
 */
public record Rows<S extends Space>(S space, Shape stack, Operand<TFloat32> value) {

    /**
     * Declares that an operand holds rows of a space: the one unchecked step of the type system, for layers and helpers.
     * Sizes are checked, the role is believed.
     *
     * @throws CoterieException if the trailing axes do not have the size of the space
     */
    public static <S extends Space> Rows<S> of(S space, Operand<TFloat32> value) {
        Shape shape = value.shape();
        Shape row = space.row();
        int extra = shape.numDimensions() - row.numDimensions() - 1;
        boolean fits = extra >= 0;
        for (int a = 0; fits && a < row.numDimensions(); a++) {
            long size = shape.get(extra + 1 + a);
            fits = size == Shape.UNKNOWN_SIZE || size == row.get(a);
        }
        if (!fits) {
            throw Fault.of("an operand does not hold rows of " + space)
                    .at(value.op().name())
                    .got("shape " + shape)
                    .expected("[stack…, n" + tail(row) + "]")
                    .as(CoterieException.Kind.PLUGIN);
        }
        return new Rows<>(space, Shape.of(Arrays.copyOf(shape.asArray(), extra)), value);
    }

    private static String tail(Shape row) {
        StringBuilder text = new StringBuilder();
        for (int a = 0; a < row.numDimensions(); a++) {
            text.append(", ").append(row.get(a));
        }
        return text.toString();
    }
}
