package org.coterie.deepwak;

import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;

/** The plugin {@code recurrent-deepwak}, from settings. From code, begin at {@link RecurrentDeePWAK}. */
public final class RecurrentMethod implements Method<RecurrentSettings> {

    /** For {@link java.util.ServiceLoader}. */
    public RecurrentMethod() {}

    @Override
    public String id() {
        return "recurrent-deepwak";
    }

    @Override
    public String about() {
        return "Recurrent DeePWAK as we read an empty section of the preprint: each stage clusters what the stages before it"
                + " could not predict, and labels are a hierarchy (DeePWAK preprint, January 2024, section 4.3).";
    }

    @Override
    public RecurrentSettings settings(Settings in) {
        int stages = in.integer("stages", 1, 20);
        int k = in.integer("k", 2, 10_000);
        if (Math.pow(k, stages) > 10_000) {
            in.problem("stages", "at most 10000 tuples of labels, k to the power of stages", "lower stages or k");
            stages = 1;
        }
        return new RecurrentSettings(
                stages,
                k,
                in.integer("layers", 1, 20),
                in.integer("width", 1, 100_000),
                in.integer("length", 1, 100_000_000),
                in.integer("batch", 2, 1_000_000),
                in.real("rate", 1e-9, 10),
                in.real("mask", 0, 0.95));
    }

    @Override
    public Plan plan(Problem problem, RecurrentSettings s) {
        return s.architecture(problem.features()).plan(problem, s.training());
    }
}
