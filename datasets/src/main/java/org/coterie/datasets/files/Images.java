package org.coterie.datasets.files;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.Features;
import org.tensorflow.ndarray.Shape;

/** Pixels as features. */
public final class Images {
    private static final List<String> COLOURS = List.of("red", "green", "blue");

    private Images() {}

    /**
     * Features of shape {@code [height, width, channels]}. A pixel is called {@code r3c17} by its row and column from 1; of
     * several channels each adds its number, three are called red, green and blue.
     */
    public static Features features(int height, int width, int channels) {
        List<String> names = new ArrayList<>(Math.multiplyExact(Math.multiplyExact(height, width), channels));
        for (int r = 1; r <= height; r++) {
            for (int c = 1; c <= width; c++) {
                for (int k = 0; k < channels; k++) {
                    String channel = channels == 1 ? "" : "-" + (channels == 3 ? COLOURS.get(k) : k + 1);
                    names.add("r" + r + "c" + c + channel);
                }
            }
        }
        return new Features(Shape.of(height, width, channels), names);
    }
}
