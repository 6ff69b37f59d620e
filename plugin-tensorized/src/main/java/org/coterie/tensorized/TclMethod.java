package org.coterie.tensorized;

import java.util.List;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;

/** The plugin {@code tcl}: contrastive learning, the last layer one per cluster. */
public final class TclMethod extends TensorizedMethod<TclMethod.Options> {

    /** For {@link java.util.ServiceLoader}. */
    public TclMethod() {
        super(
                "tcl",
                "Contrastive learning with shared convolutions and a code per cluster; clusters need not be classes"
                        + " (Cluster Specific Representation Learning).");
    }

    /**
     * Its settings.
     *
     * @param k number of clusters
     * @param plain one network for all rows, and k-means on its codes
     * @param network what every cluster has
     * @param training the hyper-parameters
     */
    public record Options(int k, boolean plain, Contrast network, Training training) {}

    @Override
    public Options settings(Settings in) {
        int k = in.integer("k", 1, 1000);
        boolean plain = in.flag("plain");
        return new Options(
                k,
                plain,
                new Contrast(
                        in.image("network.image"),
                        in.integers("network.shared", 1, 100_000),
                        in.integer("network.code", 1, 100_000),
                        new Elastic(in.real("pairs.alpha", 0, 1e6), in.real("pairs.sigma", 1e-3, 1e3)),
                        in.real("pairs.noise", 0, 1e6),
                        List.of()),
                training(in));
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        return new Tensorized(s.network(), s.k(), false, s.plain()).plan(problem, s.training());
    }
}
