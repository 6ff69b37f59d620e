/** A saved model, opened and asked, for programs that train nothing; and how it is kept on disk. */
@SuppressWarnings("module") // those who look deeper are built later
module org.coterie.model {
    requires transitive org.coterie.api;
    requires com.google.protobuf;
    requires tensorflow.nativelib;
    requires static transitive org.jspecify;

    exports org.coterie.model;
    // the runtime trains what is kept here; the kit and the benchmarks, which are not shipped, look at both
    exports org.coterie.model.fitted to
            org.coterie.runtime,
            org.coterie.testkit,
            org.coterie.benchmarks;
    exports org.coterie.model.graph to
            org.coterie.runtime,
            org.coterie.testkit,
            org.coterie.benchmarks;
    exports org.coterie.model.store to
            org.coterie.runtime,
            org.coterie.testkit,
            org.coterie.benchmarks;

    uses org.coterie.api.data.Transform;
}
