/** What methods and runtime share: k-means, assignment, scores. */
module org.coterie.algorithms {
    requires transitive org.coterie.api;
    requires static transitive org.jspecify;

// exports org.coterie.algorithms;
}
