/** Interpretable deep clustering with feature gates; its method follows. */
module org.coterie.idc {
    requires transitive org.coterie.api;
    requires org.coterie.algorithms;
    requires static transitive org.jspecify;
}
