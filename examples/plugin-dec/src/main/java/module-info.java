/** DEC and IDEC, a plugin for Coterie. */
module example.dec {
    requires org.coterie.algorithms;
    requires org.coterie.api;

    provides org.coterie.api.Method with
            example.dec.DecMethod,
            example.dec.IdecMethod;
}
