package org.coterie.runtime.train;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.coterie.runtime.graph.Engine;
import org.coterie.runtime.store.NdArray;

/** Stored values out of an engine and back, whatever they count; many at once, because one by one is slow. */
public final class Stored {

    private Stored() {}

    /** The values under these paths. */
    public static Map<String, NdArray> of(Engine engine, Collection<String> paths) {
        Map<Boolean, List<String>> kinds = paths.stream().collect(Collectors.partitioningBy(engine::whole));
        Map<String, NdArray> arrays = new TreeMap<>();
        engine.ints(kinds.get(true))
                .forEach((path, values) -> arrays.put(path, NdArray.of(values, shape(engine, path))));
        engine.floats(kinds.get(false))
                .forEach((path, values) -> arrays.put(path, NdArray.of(values, shape(engine, path))));
        return arrays;
    }

    private static long[] shape(Engine engine, String path) {
        return engine.shape(path).asArray();
    }

    static void write(Engine engine, Map<String, NdArray> arrays) {
        Map<String, float[]> floats = new TreeMap<>();
        Map<String, int[]> whole = new TreeMap<>();
        arrays.forEach((path, array) -> {
            if (engine.whole(path)) {
                whole.put(path, array.ints());
            } else {
                floats.put(path, array.floats());
            }
        });
        engine.writeAll(floats, whole);
    }
}
