package example.vade;

import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;

/** The method {@code vade}, from settings to a plan. */
public final class VadeMethod implements Method<VadeSettings> {

    @Override
    public String id() {
        return "vade";
    }

    @Override
    public String about() {
        return "Variational deep embedding: a variational autoencoder whose codes are a mixture of Gaussians (Jiang et al. 2017).";
    }

    @Override
    public VadeSettings settings(Settings in) {
        return new VadeSettings(
                in.integer("k", 2, 10_000),
                in.integers("widths", 1, 100_000),
                in.integer("code", 1, 10_000),
                in.choice("likelihood", VadeSettings.Likelihood.class),
                in.integer("pretraining", 1, 100_000_000),
                in.real("pretraining-rate", 1e-9, 10),
                in.integer("restarts", 1, 1000),
                in.integer("steps", 1, 100_000_000),
                in.real("rate", 1e-9, 10),
                in.real("decay", 1e-3, 1),
                in.integer("batch", 1, 1_000_000));
    }

    @Override
    public Plan plan(Problem problem, VadeSettings s) {
        problem.enoughFor(s.k());
        return new Vade(problem, s).plan();
    }
}
