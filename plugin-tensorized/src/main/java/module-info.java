/** A network per cluster: any architecture and loss tensorized; TAE, PTAE, TVAE, TCL and TRBM are instances. */
module org.coterie.tensorized {
    requires transitive org.coterie.api;
    requires org.coterie.algorithms;
    requires static transitive org.jspecify;

    exports org.coterie.tensorized;

    provides org.coterie.api.Method with
            org.coterie.tensorized.PtaeMethod,
            org.coterie.tensorized.TaeMethod,
            org.coterie.tensorized.TclMethod,
            org.coterie.tensorized.TrbmMethod,
            org.coterie.tensorized.TvaeMethod;
}
