package org.coterie.tensorized;

import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;

/** The plugin {@code tae}: an autoencoder per cluster, nothing shared. From code, begin at {@link Tensorized}. */
public final class TaeMethod extends TensorizedMethod<AutoencoderSettings> {

    /** For {@link java.util.ServiceLoader}. */
    public TaeMethod() {
        super(
                "tae",
                "An autoencoder per cluster; a row belongs where it is reconstructed best (tensorized autoencoders,"
                        + " AISTATS 2023).");
    }

    @Override
    public AutoencoderSettings settings(Settings in) {
        return AutoencoderSettings.read(in, false);
    }

    @Override
    public Plan plan(Problem problem, AutoencoderSettings s) {
        return s.tensorized().plan(problem, s.training());
    }
}
