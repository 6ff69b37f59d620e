/** Ensembles: one clustering, and one model, from members of any installed methods. */
module org.coterie.ensemble {
    requires transitive org.coterie.api;
    requires transitive org.coterie.algorithms;
    requires static transitive org.jspecify;

    exports org.coterie.ensemble;

    provides org.coterie.api.Method with
            org.coterie.ensemble.EnsembleMethod;
}
