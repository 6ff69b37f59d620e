package org.coterie.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Layers between two borders; sizes are settled at construction. */
final class Chain<I extends Space, O extends Space> implements Arch<I, O> {
    private final I in;
    private final O out;
    private final List<Layer> layers;
    private final List<Shape> shapes;

    Chain(I in, O out, Layer... layers) {
        this.in = in;
        this.out = out;
        this.layers = List.copyOf(Arrays.asList(layers));
        List<Shape> sizes = new ArrayList<>(List.of(in.row()));
        for (Layer layer : this.layers) {
            sizes.add(layer.out(sizes.get(sizes.size() - 1)));
        }
        this.shapes = List.copyOf(sizes);
        Shape last = sizes.get(sizes.size() - 1);
        if (!last.equals(out.row())) {
            throw Fault.of("the last layer does not give what the architecture promises")
                    .at(toString())
                    .got("rows of " + last)
                    .expected("rows of " + out.row() + " (" + out + ")")
                    .as(CoterieException.Kind.PLUGIN);
        }
    }

    @Override
    public I in() {
        return in;
    }

    @Override
    public O out() {
        return out;
    }

    @Override
    public Model<I, O> bind(Vars v) {
        Layer.Fn bound = bind(layers, v, in.row());
        return new Bound<>(v.weights(), (t, x) -> Rows.of(out, bound.apply(t, x.value())));
    }

    /** Layers one after the other, each below a place of its own. */
    static Layer.Fn bind(List<Layer> layers, Vars v, Shape in) {
        List<Layer.Fn> bound = new ArrayList<>();
        Shape shape = in;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            bound.add(Members.bind(layer, v.at((i + 1) + "-" + layer.name()), shape));
            shape = layer.out(shape);
        }
        return (t, x) -> {
            Operand<TFloat32> value = x;
            for (Layer.Fn fn : bound) {
                value = fn.apply(t, value);
            }
            return value;
        };
    }

    /** Drawn as {@code [4] dense [128] relu [128] dense [3]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(in.row().toString());
        for (int i = 0; i < layers.size(); i++) {
            text.append(' ').append(layers.get(i).name());
            if (!shapes.get(i).equals(shapes.get(i + 1))) {
                text.append(' ').append(shapes.get(i + 1));
            }
        }
        return text.toString();
    }
}
