package org.coterie.runtime.graph;

import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Plan;
import org.coterie.api.Readout;

/** Looks readouts up. */
public final class Readouts {

    private Readouts() {}

    /** The memberships every plan must offer. */
    @SuppressWarnings("unchecked")
    public static Readout.PerRow<Clusters> assign(Plan plan) {
        for (Readout readout : plan.readouts()) {
            if (readout.name().equals("assign")
                    && readout instanceof Readout.PerRow<?> perRow
                    && perRow.space() instanceof Clusters) {
                return (Readout.PerRow<Clusters>) perRow;
            }
        }
        throw Fault.of("a plan says nothing of clusters")
                .got("readouts " + plan.readouts().stream().map(Readout::name).toList())
                .expected("Readout.perRow(\"assign\", new Clusters(k), …)")
                .as(CoterieException.Kind.PLUGIN);
    }
}
