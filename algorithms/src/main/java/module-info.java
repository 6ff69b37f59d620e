/**
 * What methods and runtime share: k-means and its kin, mixtures, density, communities, optimal assignment, scores of
 * labellings, nearest rows, principal components, UMAP, nearest names.
 */
module org.coterie.algorithms {
    requires transitive org.coterie.api;
    requires networkanalysis;
    requires org.apache.commons.statistics.distribution;
    requires org.apache.lucene.core;
    requires static transitive org.jspecify;

    exports org.coterie.algorithms;
}
