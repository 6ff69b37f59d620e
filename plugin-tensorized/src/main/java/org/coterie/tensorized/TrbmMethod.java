package org.coterie.tensorized;

import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;

/** The plugin {@code trbm}: a restricted Boltzmann machine per cluster. */
public final class TrbmMethod extends TensorizedMethod<TrbmMethod.Options> {

    /** For {@link java.util.ServiceLoader}. */
    public TrbmMethod() {
        super(
                "trbm",
                "A restricted Boltzmann machine per cluster, by contrastive divergence (Cluster Specific Representation"
                        + " Learning).");
    }

    /**
     * Its settings.
     *
     * @param k number of clusters
     * @param plain one machine for all rows, and k-means on its hidden units
     * @param machine what every cluster has
     * @param training the hyper-parameters
     */
    public record Options(int k, boolean plain, BoltzmannMachine machine, Training training) {}

    @Override
    public Options settings(Settings in) {
        return new Options(
                in.integer("k", 1, 1000),
                in.flag("plain"),
                new BoltzmannMachine(
                        in.integer("machine.hidden", 1, 100_000),
                        in.choice("machine.chain", BoltzmannMachine.Chain.class),
                        in.integer("machine.steps", 1, 1000),
                        in.choice("machine.assignment", BoltzmannMachine.Assignment.class)),
                training(in));
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        return new Tensorized(s.machine(), s.k(), false, s.plain()).plan(problem, s.training());
    }
}
