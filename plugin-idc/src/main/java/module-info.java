/** Interpretable deep clustering: clusters of rows, and for every row the few features that say why. */
module org.coterie.idc {
    requires transitive org.coterie.api;
    requires org.coterie.algorithms;
    requires static transitive org.jspecify;

    exports org.coterie.idc;

    provides org.coterie.api.Method with
            org.coterie.idc.IdcMethod;
}
