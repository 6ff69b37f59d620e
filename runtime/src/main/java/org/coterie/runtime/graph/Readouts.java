package org.coterie.runtime.graph;

import java.util.List;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Plan;
import org.coterie.api.Readout;

/** Looks readouts up. */
public final class Readouts {

    private Readouts() {}

    /** The memberships every plan must offer. */
    public static Readout.PerRow<Clusters> assign(Plan plan) {
        return assign(plan.readouts());
    }

    /** The first memberships among readouts. */
    @SuppressWarnings("unchecked")
    static Readout.PerRow<Clusters> assign(List<Readout> readouts) {
        for (Readout readout : readouts) {
            if (readout.name().equals("assign")
                    && readout instanceof Readout.PerRow<?> perRow
                    && perRow.space() instanceof Clusters) {
                return (Readout.PerRow<Clusters>) perRow;
            }
        }
        throw Fault.of("a plan says nothing of clusters")
                .got("readouts " + readouts.stream().map(Readout::name).toList())
                .expected("Readout.perRow(\"assign\", new Clusters(k), …)")
                .as(CoterieException.Kind.PLUGIN);
    }
}
