/** DeePWAK: clustering as denoising through a partitioned affinity kernel. */
module org.coterie.deepwak {
    requires transitive org.coterie.api;
    requires org.coterie.algorithms;
    requires static transitive org.jspecify;
}
