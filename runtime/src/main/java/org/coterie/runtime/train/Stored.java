package org.coterie.runtime.train;

import org.coterie.runtime.graph.Engine;
import org.coterie.runtime.store.NdArray;

/** Stored values out of an engine and back, whatever they count. */
final class Stored {

    private Stored() {}

    static NdArray of(Engine engine, String path) {
        long[] shape = engine.shape(path).asArray();
        return engine.whole(path) ? NdArray.of(engine.ints(path), shape) : NdArray.of(engine.floats(path), shape);
    }

    static void write(Engine engine, String path, NdArray values) {
        if (engine.whole(path)) {
            engine.write(path, values.ints());
        } else {
            engine.write(path, values.floats());
        }
    }
}
