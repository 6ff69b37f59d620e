package org.coterie.datasets.transforms;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.api.data.Transform;

/** What the transforms share: they change each column by itself. */
final class Statistics {
    private Statistics() {}

    /** The values of a column that are there. */
    static double[] present(Table x, int column) {
        double[] values = new double[x.rows()];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            float value = x.at(i, column);
            if (!Float.isNaN(value)) {
                values[n++] = value;
            }
        }
        return Arrays.copyOf(values, n);
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    static double[] perColumn(Features features, IntToDoubleFunction of) {
        double[] numbers = new double[features.width()];
        Arrays.setAll(numbers, of);
        return numbers;
    }

    /** A number for each column, checked. */
    static double[] state(String id, Features in, Map<String, double[]> state, String key) {
        double[] numbers = state.get(key);
        boolean fits = numbers != null && numbers.length == in.width();
        if (numbers == null || !fits || !Arrays.stream(numbers).allMatch(Double::isFinite)) {
            throw Fault.of("the saved numbers of a transform are damaged")
                    .at("transform " + id + ", " + key)
                    .got(numbers == null ? "nothing" : numbers.length + " numbers")
                    .expected(in.width() + " finite numbers")
                    .as(CoterieException.Kind.ARTIFACT);
        }
        return numbers.clone();
    }

    /** Changes one value, which may be NaN, of one column. */
    @FunctionalInterface
    interface Change {
        double of(double value, int column);
    }

    /**
     * A transform that keeps the columns.
     *
     * @param names the names of {@code numbers}
     * @param numbers one array per name, a number for each column
     */
    record PerColumn(Features in, List<String> names, List<double[]> numbers, Change change)
            implements Transform.Fitted {

        @Override
        public Features out() {
            return in;
        }

        @Override
        public Dataset apply(Dataset rows) {
            int m = in.width();
            if (rows.x().columns() != m) {
                throw Fault.of("rows of another width than the transform was fitted on")
                        .got(rows.x().columns() + " columns")
                        .expected(m + " columns")
                        .as(CoterieException.Kind.DATA);
            }
            float[] values = rows.x().toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) change.of(values[i], i % m);
            }
            return rows.with(Table.of(rows.x().rows(), m, values), in);
        }

        @Override
        public Map<String, double[]> state() {
            Map<String, double[]> state = new LinkedHashMap<>();
            for (int s = 0; s < names.size(); s++) {
                state.put(names.get(s), numbers.get(s).clone());
            }
            return Collections.unmodifiableMap(state);
        }
    }
}
