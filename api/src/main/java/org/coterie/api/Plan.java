package org.coterie.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What a method does with a problem: a script of stages, and what can be asked of the result. The runtime performs it and
 * owns everything else: sessions, batches, seeds, checkpoints, files. Closures of a plan must be pure: what has to be
 * remembered is a variable.
 */
public final class Plan {
    private final Vars vars;
    private final List<Stage> stages = new ArrayList<>();
    private final List<Readout> readouts = new ArrayList<>();
    private final List<Readout> probes = new ArrayList<>();

    private Plan(Vars vars) {
        this.vars = vars;
    }

    /** An empty plan over the variables of a problem. */
    public static Plan of(Vars vars) {
        return new Plan(vars);
    }

    /** Adds stages, performed in order. */
    public Plan stage(Stage... more) {
        for (Stage stage : more) {
            unique(stage.name(), stages.stream().map(Stage::name).toList(), "stages");
            stages.add(stage);
        }
        return this;
    }

    /** Adds what the fitted model answers; one is called {@code assign} and gives {@link Clusters}. */
    public Plan readout(Readout... more) {
        for (Readout readout : more) {
            unique(readout.name(), readouts.stream().map(Readout::name).toList(), "readouts");
            readouts.add(readout);
        }
        return this;
    }

    /** Adds readouts that host stages evaluate and the fitted model does not offer. */
    public Plan probe(Readout... more) {
        probes.addAll(Arrays.asList(more));
        return this;
    }

    /** The variables. */
    public Vars vars() {
        return vars;
    }

    /** The stages in order. */
    public List<Stage> stages() {
        return Collections.unmodifiableList(stages);
    }

    /** The readouts in order. */
    public List<Readout> readouts() {
        return Collections.unmodifiableList(readouts);
    }

    /** The probes in order. */
    public List<Readout> probes() {
        return Collections.unmodifiableList(probes);
    }

    private static void unique(String name, List<String> names, String what) {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw Fault.of("a name in a plan is not well formed")
                    .at(what)
                    .got(name)
                    .expected("lower-case letters, digits and hyphens")
                    .as(CoterieException.Kind.PLUGIN);
        }
        if (names.contains(name)) {
            throw Fault.of("two " + what + " of a plan have the same name")
                    .got(name)
                    .as(CoterieException.Kind.PLUGIN);
        }
    }
}
