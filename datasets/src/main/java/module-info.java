/** Readers and transforms, provided as services; the runtime requires nothing of this module. */
module org.coterie.datasets {
    requires transitive org.coterie.api;
    requires org.coterie.algorithms;
    requires de.siegmar.fastcsv;
    requires static transitive org.jspecify;
}
