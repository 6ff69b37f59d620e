package org.coterie.runtime.graph;

import java.util.Optional;
import org.coterie.api.Child;
import org.coterie.api.Clusters;
import org.coterie.api.Features;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Trace;

/**
 * A child as part of its parent's graph.
 *
 * @param name its name in the parent's plan
 * @param plan its plan, over variables below that name
 */
record Inlined(String name, Plan plan) implements Child {

    @Override
    public Clusters clusters() {
        return assigned().space();
    }

    private Readout.PerRow<Clusters> assigned() {
        return Readouts.assign(plan);
    }

    @Override
    public Rows<Clusters> assign(Trace t, Rows<Features> x) {
        return assigned().of().apply(t.in(Trace.Mode.INFER), x);
    }

    @Override
    public Optional<Readout> readout(String wanted) {
        return plan.readouts().stream().filter(r -> r.name().equals(wanted)).findFirst();
    }
}
