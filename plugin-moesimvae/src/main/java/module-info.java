/** MoE-Sim-VAE: a mixture-of-experts variational autoencoder whose clusters follow a similarity of rows. */
module org.coterie.moesimvae {
    requires transitive org.coterie.api;
    requires transitive org.coterie.algorithms;
    requires static transitive org.jspecify;

    exports org.coterie.moesimvae;

    // asked for through Settings.providers, so that jars of the plugin folder are found too
    uses org.coterie.moesimvae.Similarity;

    provides org.coterie.api.Method with
            org.coterie.moesimvae.MoeSimVaeMethod;
}
