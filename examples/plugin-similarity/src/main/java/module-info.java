/** Shared neighbours, a similarity for the method moesimvae of Coterie. */
module example.similarity {
    requires org.coterie.moesimvae;

    provides org.coterie.moesimvae.Similarity with
            example.similarity.SharedNeighbours;
}
