package org.coterie.model.fitted;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Transform;
import org.coterie.model.store.NdArray;

/**
 * The transforms of a model, in order, with the numbers they learned.
 *
 * @param in the columns as the user has them
 * @param steps the transforms
 */
public record Preparation(Features in, List<Step> steps) {

    /** A transform under the name by which it is found again. */
    public record Step(String id, Transform.Fitted fitted) {}

    /** A transform that is yet to learn its numbers. */
    public record Unfitted(String id, Transform.Fitter fitter) {}

    /** Copies the list. */
    public Preparation {
        steps = List.copyOf(steps);
    }

    /**
     * Training rows before and after.
     *
     * @param preparation the fitted transforms
     * @param data the rows as read, without those the transforms left out
     * @param prepared the same rows as a method sees them
     */
    public record Training(Preparation preparation, Dataset data, Dataset prepared) {}

    /** Fits transforms one after the other, each on what the one before gives. */
    public static Training fit(Dataset training, List<Unfitted> transforms) {
        List<Step> steps = new ArrayList<>();
        Dataset data = training;
        Dataset now = training;
        for (Unfitted transform : transforms) {
            Transform.Fitted fitted = transform.fitter().fit(now);
            int[] kept = transform.fitter().keeps(now);
            steps.add(new Step(transform.id(), fitted));
            now = fitted.apply(now);
            if (kept.length < now.x().rows()) {
                now = now.select(kept);
                data = data.select(kept);
            }
        }
        return new Training(new Preparation(training.features(), steps), data, flat(now));
    }

    /** The columns a method sees. */
    public Features out() {
        return flat(steps.isEmpty() ? in : steps.get(steps.size() - 1).fitted().out());
    }

    /** A method is given rows of one axis, whatever pictures they are: no method can take one for the other. */
    private static Features flat(Features x) {
        return x.row().numDimensions() == 1 ? x : Features.of(x.names());
    }

    private static Dataset flat(Dataset rows) {
        return rows.with(rows.x(), flat(rows.features()));
    }

    /** Rows as a method sees them; each depends on that row and its annotations alone. */
    public Dataset apply(Dataset rows) {
        Dataset now = rows;
        for (Step step : steps) {
            now = step.fitted().apply(now);
        }
        return flat(now);
    }

    /** The transforms by id, each with the names of its numbers. */
    List<Object> toList() {
        List<Object> list = new ArrayList<>();
        for (Step step : steps) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("transform", step.id());
            each.put("numbers", step.fitted().state().keySet().stream().sorted().toList());
            list.add(each);
        }
        return list;
    }

    /** Their numbers, by the place of the transform in the list, counted from 0, and the name: {@code 0/mean}. */
    Map<String, NdArray> arrays() {
        Map<String, NdArray> arrays = new TreeMap<>();
        for (int i = 0; i < steps.size(); i++) {
            String place = i + "/";
            steps.get(i)
                    .fitted()
                    .state()
                    .forEach((name, values) -> arrays.put(place + name, NdArray.of(values, values.length)));
        }
        return arrays;
    }

    static Preparation of(
            Features in, List<?> list, Map<String, NdArray> arrays, Function<String, Transform> installed) {
        List<Step> steps = new ArrayList<>();
        Features now = in;
        for (int i = 0; i < list.size(); i++) {
            Map<?, ?> map = (Map<?, ?>) list.get(i);
            String id = String.valueOf(map.get("transform"));
            Map<String, double[]> numbers = new LinkedHashMap<>();
            for (Object name : (List<?>) map.get("numbers")) {
                numbers.put(String.valueOf(name), numbers(arrays, i + "/" + name, id));
            }
            Transform.Fitted fitted = installed.apply(id).restore(now, numbers);
            steps.add(new Step(id, fitted));
            now = fitted.out();
        }
        return new Preparation(in, steps);
    }

    private static double[] numbers(Map<String, NdArray> arrays, String key, String id) {
        NdArray array = arrays.get(key);
        if (array == null) {
            throw Fault.of("the numbers of a transform are missing")
                    .at("transform " + id + ", " + key)
                    .as(CoterieException.Kind.ARTIFACT);
        }
        return array.doubles();
    }
}
