package org.coterie.runtime.graph;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Stage;

/**
 * The stages of a plan with those of its children in their places, each under a name that is unique in the run. A child is
 * part of its parent's graph, so that checkpoints, prediction and export know only one plan.
 *
 * @param entries the stages in order
 * @param readouts the readouts and probes of the plan and its children
 */
public record Script(List<Entry> entries, List<Readout> readouts) {

    /**
     * A stage.
     *
     * @param name its name in the run, {@code child/stage} where it belongs to a child
     * @param owner the path of the child, with a final slash; empty for the plan itself
     * @param stage the stage
     */
    public record Entry(String name, String owner, Stage stage) {

        /** A stage of one of its beats. */
        public Entry inner(Stage beat) {
            return new Entry(owner + stage.name() + "/" + beat.name(), owner, beat);
        }
    }

    /** The clusters that {@code assign} of the plan itself declares; its readouts come first. */
    public int clusters() {
        return Readouts.assign(readouts).space().k();
    }

    /** The script of a plan. */
    public static Script of(Plan plan) {
        List<Entry> entries = new ArrayList<>();
        List<Readout> readouts = new ArrayList<>();
        add(plan, "", entries, readouts);
        return new Script(List.copyOf(entries), List.copyOf(readouts));
    }

    private static void add(Plan plan, String owner, List<Entry> entries, List<Readout> readouts) {
        readouts.addAll(plan.readouts());
        readouts.addAll(plan.probes());
        for (Stage stage : plan.stages()) {
            if (stage instanceof Stage.Fit fit) {
                add(((Inlined) fit.child()).plan(), owner + fit.name() + "/", entries, readouts);
            } else {
                entries.add(new Entry(owner + stage.name(), owner, stage));
            }
        }
    }
}
