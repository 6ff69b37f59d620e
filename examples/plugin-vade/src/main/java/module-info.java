/** VaDE, a plugin for Coterie. */
module example.vade {
    requires org.coterie.algorithms;
    requires org.coterie.api;

    provides org.coterie.api.Method with
            example.vade.VadeMethod;
}
