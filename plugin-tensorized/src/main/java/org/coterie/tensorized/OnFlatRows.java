package org.coterie.tensorized;

import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Layer;
import org.coterie.api.Vars;
import org.tensorflow.ndarray.Shape;

/**
 * A layer of pictures between flat rows, under its own name: the paths of saved variables are older than rows that are
 * pictures.
 *
 * @param picture height, width and channels of what it takes
 * @param layer what is applied
 */
record OnFlatRows(Shape picture, Layer layer) implements Layer {

    @Override
    public String name() {
        return layer.name();
    }

    @Override
    public Shape out(Shape in) {
        if (in.numDimensions() != 1 || in.get(0) != picture.size()) {
            throw Fault.of("rows are no pictures of this size")
                    .got("rows of " + in)
                    .expected(picture.get(0) + " x " + picture.get(1) + " x " + picture.get(2) + " numbers")
                    .advise("set network.image to the height and width of your pictures")
                    .as(CoterieException.Kind.CONFIG);
        }
        return Shape.of(layer.out(picture).size());
    }

    @Override
    public Fn bind(Vars v, Shape in) {
        Fn bound = layer.bind(v, picture);
        long size = out(in).get(0);
        return (t, x) -> t.m().reshape(
                        bound.apply(t, t.m().reshape(x, -1, picture.get(0), picture.get(1), picture.get(2))), -1, size);
    }
}
