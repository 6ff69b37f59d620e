/** A network per cluster: TAE, PTAE, TVAE, TCL, TRBM; its methods follow. */
module org.coterie.tensorized {
    requires transitive org.coterie.api;
    requires org.coterie.algorithms;
    requires static transitive org.jspecify;
}
