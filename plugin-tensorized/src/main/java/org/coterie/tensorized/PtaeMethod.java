package org.coterie.tensorized;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;
import org.coterie.api.Stage;

/** The plugin {@code ptae}: outer layers shared, a code per cluster. From code, begin at {@link Tensorized}. */
public final class PtaeMethod extends TensorizedMethod<AutoencoderSettings> {

    /** For {@link java.util.ServiceLoader}. */
    public PtaeMethod() {
        super(
                "ptae",
                "Autoencoders that share their outer layers and have a code per cluster (Cluster Specific Representation"
                        + " Learning).");
    }

    @Override
    public AutoencoderSettings settings(Settings in) {
        return AutoencoderSettings.read(in, true);
    }

    @Override
    public Plan plan(Problem problem, AutoencoderSettings s) {
        Plan plan = s.tensorized().plan(problem, s.training());
        List<String> texts = warnings(s, problem.features().width());
        return texts.isEmpty() ? plan : plan.stage(Stage.host("width", desk -> texts.forEach(desk::warn)));
    }

    /**
     * Linear layers of width s shared by all reach s directions in all, so that clusters whose codes point elsewhere cannot
     * all be served.
     */
    static List<String> warnings(AutoencoderSettings s, int columns) {
        List<String> texts = new ArrayList<>();
        int wanted = Math.min(columns, s.k() * s.network().code());
        int width = s.network().narrowest(columns);
        if (s.network().hidden() == Activation.LINEAR && !s.plain() && width < wanted) {
            texts.add("the shared layers are " + width + " wide and linear, so all clusters together reach " + width
                    + " directions; " + s.k() + " codes of " + s.network().code() + " need up to " + wanted
                    + ". Set network.shared to at least that, or use method tae.");
        }
        return texts;
    }
}
