package org.coterie.tensorized;

import java.util.List;
import org.coterie.api.Method;
import org.coterie.api.Settings;

/** A method with its name and its sentence, and the settings all tensorizations share. */
abstract class TensorizedMethod<S extends Record> implements Method<S> {
    private final String id;
    private final String about;

    TensorizedMethod(String id, String about) {
        this.id = id;
        this.about = about;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String about() {
        return about;
    }

    /** Height and width of pictures, or nothing. */
    static List<Integer> image(Settings in) {
        List<Integer> image = in.integers("network.image", 1, 10_000);
        if (image.size() != 0 && image.size() != 2) {
            in.problem("network.image", "height and width, or nothing", "for example [28, 28]");
            return List.of();
        }
        return image;
    }

    /** Start and training. */
    static Training training(Settings in) {
        return new Training(
                new Training.Start(in.choice("start.kind", Training.Start.Kind.class), in.real("start.penalty", 0, 1)),
                in.integer("training.restarts", 1, 1000),
                in.integer("training.epochs", 0, 1_000_000),
                in.integer("training.batch", 0, 10_000_000),
                in.real("training.rate", 1e-9, 10),
                in.real("training.noise", 0, 1e6));
    }
}
