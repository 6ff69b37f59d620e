/** Soft k-means, a plugin for Coterie. */
module example.softkmeans {
    requires org.coterie.api;

    provides org.coterie.api.Method with
            example.softkmeans.SoftKMeans;
}
