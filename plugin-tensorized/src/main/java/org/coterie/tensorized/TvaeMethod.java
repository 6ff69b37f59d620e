package org.coterie.tensorized;

import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;
import org.coterie.tensorized.VariationalAutoencoder.Likelihood;

/** The plugin {@code tvae}: a variational autoencoder per cluster, outer layers shared. */
public final class TvaeMethod extends TensorizedMethod<TvaeMethod.Options> {

    /** For {@link java.util.ServiceLoader}. */
    public TvaeMethod() {
        super(
                "tvae",
                "Variational autoencoders that share their outer layers, a latent space per cluster (Cluster Specific"
                        + " Representation Learning).");
    }

    /**
     * Its settings.
     *
     * @param k number of clusters
     * @param plain one network for all rows, and k-means on its codes
     * @param centred whether rows are seen less the centre of their cluster
     * @param network what every cluster has
     * @param training the hyper-parameters
     */
    public record Options(int k, boolean plain, boolean centred, VariationalAutoencoder network, Training training) {

        /** Refuses cross-entropy with centred rows. */
        public Options {
            Training.check(
                    "network.likelihood",
                    !(centred && network.likelihood() == Likelihood.BCE),
                    "bce with centred = true",
                    WHY);
        }
    }

    static final String WHY = "mse, or centred = false: rows less their centre are negative in places, and there"
            + " cross-entropy has no lower bound";

    @Override
    public Options settings(Settings in) {
        int k = in.integer("k", 1, 1000);
        boolean plain = in.flag("plain");
        boolean centred = in.flag("centred");
        int hidden = in.integer("network.hidden", 1, 100_000);
        int code = in.integer("network.code", 1, 100_000);
        Likelihood likelihood = in.choice("network.likelihood", Likelihood.class);
        if (centred && likelihood == Likelihood.BCE) {
            in.problem("network.likelihood", WHY, "set centred = false; measured clusters are far worse then");
            likelihood = Likelihood.MSE;
        }
        return new Options(
                k,
                plain,
                centred,
                new VariationalAutoencoder(
                        hidden,
                        code,
                        likelihood,
                        in.image("network.image"),
                        in.integers("network.filters", 1, 100_000)),
                training(in));
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        return new Tensorized(s.network(), s.k(), s.centred(), s.plain()).plan(problem, s.training());
    }
}
