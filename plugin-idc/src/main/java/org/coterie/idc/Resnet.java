package org.coterie.idc;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.Init;
import org.coterie.api.Layer;
import org.coterie.api.Layers;
import org.tensorflow.ndarray.Shape;

/**
 * The residual autoencoder of pictures: of four groups of 64, 128, 256 and 512 filters ResNet-18 (He et al. 2016, table 1) as small
 * pictures take it, with a first convolution of 3×3, and mirrored. The paper does not print its sizes. Convolutions start as
 * PyTorch's.
 *
 * @param height of the pictures, in pixels
 * @param width of the pictures, in pixels
 * @param filters of each group of two blocks; from the second on a group halves the picture
 */
record Resnet(int height, int width, List<Integer> filters) {

    /** From flat rows: a convolution, the groups, the mean over what is left of the picture, and {@code code}. */
    Layer[] encoder(Layer code) {
        List<Layer> layers = new ArrayList<>(List.of(
                Layers.picture(height, width),
                Layers.convolution(filters.get(0), 3, 1, Init.torchUniform()),
                Layers.batchNorm(),
                Layers.relu()));
        for (int group = 0; group < filters.size(); group++) {
            layers.add(Layers.residual(filters.get(group), group == 0 ? 1 : 2));
            layers.add(Layers.residual(filters.get(group), 1));
        }
        layers.add(Layers.meanPool());
        layers.add(code);
        return layers.toArray(Layer[]::new);
    }

    /** Numbers that are left of a picture before the code, and with which the way back begins. */
    int mean() {
        return filters.get(filters.size() - 1);
    }

    /** Numbers for each pixel of rows of so many numbers; refuses rows that are no pictures of this size. */
    int channels(int columns) {
        return (int) Layers.picture(height, width).out(Shape.of(columns)).get(2);
    }

    /** To flat rows: {@code first}, spread over the smallest picture, the groups last to first, and a convolution. */
    Layer[] decoder(Layer first, int channels) {
        int last = filters.size() - 1;
        List<Layer> layers = new ArrayList<>(List.of(first, Layers.picture(1, 1), grown(last)));
        for (int group = last; group >= 0; group--) {
            layers.add(Layers.residual(filters.get(group), 1));
            layers.add(Layers.residual(filters.get(Math.max(0, group - 1)), 1));
            if (group > 0) {
                layers.add(grown(group - 1));
            }
        }
        layers.add(Layers.convolution(channels, 3, 1));
        layers.add(Layers.flatten());
        return layers.toArray(Layer[]::new);
    }

    /** To the size pictures have in a group: halved as often, and rounded up. */
    private Layer grown(int group) {
        return Layers.upsample(halved(height, group), halved(width, group));
    }

    private static int halved(int pixels, int times) {
        int left = pixels;
        for (int i = 0; i < times; i++) {
            left = (left + 1) / 2;
        }
        return left;
    }
}
