package org.coterie.tensorized;

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
