package org.coterie.model.fitted;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Params;
import org.coterie.model.store.NdArray;
import org.tensorflow.ndarray.Shape;

/**
 * The values of weights and states.
 *
 * @param fingerprint says which plan they fit
 * @param arrays the values by path
 */
public record Values(String fingerprint, Map<String, NdArray> arrays) implements Params {

    /** Copies the map and sorts it, as files hold it. */
    public Values {
        arrays = java.util.Collections.unmodifiableMap(new TreeMap<>(arrays));
    }

    @Override
    public Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        arrays.forEach((path, array) -> shapes.put(path, Shape.of(array.shape())));
        return shapes;
    }

    @Override
    public float[] values(String path) {
        NdArray array = arrays.get(path);
        if (array == null) {
            throw Fault.of("there is no such parameter")
                    .got(path)
                    .expected("one of " + arrays.keySet())
                    .as(CoterieException.Kind.ARTIFACT);
        }
        return array.type() == NdArray.Type.INT32 ? real(array.ints()) : array.floats();
    }

    private static float[] real(int[] whole) {
        float[] values = new float[whole.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = whole[i];
        }
        return values;
    }
}
