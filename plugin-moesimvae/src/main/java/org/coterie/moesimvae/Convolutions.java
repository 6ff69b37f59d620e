package org.coterie.moesimvae;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Init;
import org.coterie.api.Layer;
import org.coterie.api.Layers;
import org.tensorflow.ndarray.Shape;

/**
 * Encoder and experts of pictures, section B.2: convolutions of 3×3 with an activation after each. In the encoder batch
 * normalisation follows activations and poolings, as printed. An expert begins with a dense layer to the smallest picture and ends
 * with a convolution without activation: in print it has one, but elu, being above −1, gives no dark pixel.
 *
 * @param image height and width of the pictures rows are, each at least 1; empty for dense layers instead
 * @param filters of the encoder's convolutions, at least one, each at least 1
 * @param pooled after which of them, from 1, the largest of 2×2 pixels is taken; ascending
 * @param expert filters of an expert's convolutions before the last, each at least 1; after the first of them pictures grow again,
 *     once for each pooling
 */
public record Convolutions(List<Integer> image, List<Integer> filters, List<Integer> pooled, List<Integer> expert) {

    /** Copies and checks. */
    public Convolutions {
        image = List.copyOf(image);
        filters = List.copyOf(filters);
        pooled = List.copyOf(pooled);
        expert = List.copyOf(expert);
        check(
                "network.image",
                image.isEmpty() || image.size() == 2 && positive(image),
                image,
                "height and width, or nothing");
        check("network.filters", !filters.isEmpty() && positive(filters), filters, "at least one, each at least 1");
        check("network.expert-filters", positive(expert), expert, "each at least 1");
        check("network.pooled", fits(filters, pooled), pooled, "ascending numbers from 1 to " + filters.size());
        check("network.expert-filters", expert.size() >= pooled.size(), expert, "one for each pooling, or more");
    }

    private static boolean positive(List<Integer> sizes) {
        return sizes.stream().allMatch(size -> size >= 1);
    }

    /** Whether these are ascending numbers of convolutions. */
    static boolean fits(List<Integer> filters, List<Integer> pooled) {
        int before = 0;
        for (int next : pooled) {
            if (next <= before || next > filters.size()) {
                return false;
            }
            before = next;
        }
        return true;
    }

    private static void check(String key, boolean fine, Object got, String expected) {
        if (!fine) {
            throw Fault.of("a setting of moesimvae is out of range")
                    .at(key)
                    .got(got)
                    .expected(expected)
                    .as(CoterieException.Kind.CONFIG);
        }
    }

    /** Dense layers; for pictures the sizes in print. */
    public static Convolutions none() {
        return new Convolutions(List.of(), List.of(64, 128, 128, 64, 8), List.of(2, 3), List.of(128, 64, 32));
    }

    /** With the sizes in print. */
    public static Convolutions of(int height, int width) {
        return new Convolutions(List.of(height, width), none().filters, none().pooled, none().expert);
    }

    /** Whether rows are pictures. */
    public boolean pictures() {
        return !image.isEmpty();
    }

    /** From flat rows to the flat pictures before the code. */
    List<Layer> encoder(MoeSimVaeSettings.Activation activation, boolean norm) {
        List<Layer> layers = new ArrayList<>(List.of(unfolded(0)));
        for (int i = 0; i < filters.size(); i++) {
            layers.add(convolution(filters.get(i)));
            layers.add(activation.layer());
            if (norm) {
                layers.add(Layers.batchNorm());
            }
            if (pooled.contains(i + 1)) {
                layers.add(Layers.maxPool(2));
                if (norm) {
                    layers.add(Layers.batchNorm());
                }
            }
        }
        layers.add(Layers.flatten());
        return layers;
    }

    /** From codes to flat rows of so many numbers. */
    List<Layer> expert(MoeSimVaeSettings.Activation activation, int columns) {
        int smallest = pooled.size();
        int channels = (int) unfolded(0).out(Shape.of(columns)).get(2);
        int begin = Math.multiplyExact(size(0, smallest) * size(1, smallest), filters.get(filters.size() - 1));
        List<Layer> layers =
                new ArrayList<>(List.of(Layers.dense(begin, Init.glorotUniform(), Init.zeros()), unfolded(smallest)));
        for (int i = 0; i < expert.size(); i++) {
            layers.add(convolution(expert.get(i)));
            layers.add(activation.layer());
            if (i < smallest) {
                layers.add(Layers.upsample(size(0, smallest - 1 - i), size(1, smallest - 1 - i)));
            }
        }
        layers.add(convolution(channels));
        layers.add(Layers.flatten());
        return layers;
    }

    private Layer unfolded(int poolings) {
        return Layers.picture(size(0, poolings), size(1, poolings));
    }

    /** Height (0) or width (1) after so many poolings. */
    private int size(int axis, int poolings) {
        int left = image.get(axis);
        for (int i = 0; i < poolings; i++) {
            left = (left + 1) / 2;
        }
        return left;
    }

    private static Layer convolution(int filters) {
        return Layers.convolution(filters, 3, 1, Init.glorotUniform(), Init.zeros());
    }
}
