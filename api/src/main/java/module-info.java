/** What the author of a clustering method reads: spaces, architectures, losses, plans, and the contract of a plugin. */
module org.coterie.api {
    requires transitive tensorflow;
    requires transitive org.tensorflow.ndarray;
    requires static transitive org.jspecify;

    exports org.coterie.api;
    exports org.coterie.api.data;
}
