/** A mixture-of-experts variational autoencoder trained on a similarity; its method follows. */
module org.coterie.moesimvae {
    requires transitive org.coterie.api;
    requires org.coterie.algorithms;
    requires static transitive org.jspecify;
}
