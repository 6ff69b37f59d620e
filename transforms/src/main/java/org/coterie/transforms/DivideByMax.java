package org.coterie.transforms;

import java.util.Map;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Transform;

/**
 * {@code divide-by-max}: x / the greatest x of the training rows, per column, as the tensorized autoencoders' code scales
 * the penguins. A column that was all zero in training is 0 ever after; one that has values but none above zero is refused.
 * Missing values stay missing.
 */
public final class DivideByMax implements Transform {
    private static final String ID = "divide-by-max";

    /** For ServiceLoader. */
    public DivideByMax() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        return DivideByMax::fit;
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return fitted(in, new State(ID, state).perColumn("greatest", in));
    }

    private static Fitted fit(Dataset training) {
        double[] least = Scan.least(training.x());
        double[] greatest = Scan.greatest(training.x());
        for (int j = 0; j < greatest.length; j++) {
            if (greatest[j] <= 0 && least[j] < 0) {
                throw Fault.of("a column without a value above zero cannot be divided by its greatest")
                        .at(training.name() + ", column "
                                + Quote.of(training.features().names().get(j)))
                        .got("values from " + least[j] + " to " + greatest[j])
                        .advise("the transform max-abs divides by the largest |value|")
                        .as(CoterieException.Kind.DATA);
            }
        }
        return fitted(training.features(), greatest);
    }

    private static Fitted fitted(Features in, double[] greatest) {
        return PerColumn.ofPresent(
                in, Map.of("greatest", greatest), (value, j) -> greatest[j] == 0 ? 0 : value / greatest[j]);
    }
}
