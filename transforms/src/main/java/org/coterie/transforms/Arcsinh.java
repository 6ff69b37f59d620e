package org.coterie.transforms;

import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Transform;

/**
 * {@code arcsinh}: arsinh(x / cofactor) = ln(x/c + √((x/c)² + 1)), the customary scale of cytometry (cofactor 5 for mass,
 * 150 for fluorescence). Zeros and signs stay; missing values stay missing.
 */
public final class Arcsinh implements Transform {
    private static final String ID = "arcsinh";

    /** For ServiceLoader. */
    public Arcsinh() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        double cofactor = in.real("cofactor", 1e-6, 1e9);
        return training -> fitted(training.features(), cofactor);
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return fitted(in, new State(ID, state).number("cofactor"));
    }

    private static Fitted fitted(Features in, double cofactor) {
        return PerColumn.ofPresent(
                in, Map.of("cofactor", new double[] {cofactor}), (value, j) -> arsinh(value / cofactor));
    }

    /** In a form that loses no digits near zero. */
    private static double arsinh(double x) {
        double a = Math.abs(x);
        return Math.copySign(Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a))), x);
    }
}
