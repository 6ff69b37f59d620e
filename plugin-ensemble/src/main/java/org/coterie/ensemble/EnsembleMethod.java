package org.coterie.ensemble;

import java.util.List;
import org.coterie.algorithms.Consensus;
import org.coterie.algorithms.Linkage;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;

/** The plugin: an ensemble from a configuration. From code, begin at {@link Ensemble}. */
public final class EnsembleMethod implements Method<EnsembleSettings> {

    /** For {@link java.util.ServiceLoader}. */
    public EnsembleMethod() {}

    @Override
    public String id() {
        return "ensemble";
    }

    @Override
    public String about() {
        return "One clustering from members of any installed methods, by co-association or by k-means on their memberships"
                + " (Fred and Jain 2005).";
    }

    /** As its members treat them, of which some may go by the nearest row. */
    @Override
    public NewRows newRows() {
        return NewRows.APPROXIMATE;
    }

    @Override
    public EnsembleSettings settings(Settings in) {
        List<Settings> sections = in.sections("members");
        if (sections.isEmpty()) {
            in.problem(
                    "members",
                    "at least one member",
                    "members = [{ method = kmeans, k = 3 }, { method = gmm, k = 3 }]");
        }
        return new EnsembleSettings(
                sections.stream().map(Member::of).toList(),
                in.integer("k", 0, 10_000),
                in.choice("consensus", Consensus.Way.class),
                in.choice("weights", Ensemble.Weighting.class),
                in.integer("anchors", 2, Linkage.MOST));
    }

    @Override
    public Plan plan(Problem problem, EnsembleSettings s) {
        return s.ensemble().plan(problem);
    }
}
