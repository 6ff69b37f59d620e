/** Composition, training, runs, evaluation and the command line. */
@SuppressWarnings("module") // the kit is built after the runtime
module org.coterie.runtime {
    requires transitive org.coterie.api;
    requires org.coterie.algorithms;
    requires org.coterie.model;
    // Guice is an automatic module and cannot ask for these two itself
    requires com.google.common;
    requires jakarta.inject;
    requires com.google.guice;
    requires com.google.protobuf;
    requires typesafe.config;
    requires org.slf4j;
    requires tensorflow.nativelib;
    requires jdk.management;
    requires info.picocli;
    requires static transitive org.jspecify;

    exports org.coterie.runtime;
    // the kit that judges plugins looks deeper than users do
    exports org.coterie.runtime.config to
            org.coterie.testkit;
    exports org.coterie.runtime.events to
            org.coterie.testkit;
    exports org.coterie.runtime.graph to
            org.coterie.testkit;
    exports org.coterie.runtime.model to
            org.coterie.testkit;
    exports org.coterie.runtime.plugins to
            org.coterie.testkit;
    exports org.coterie.runtime.train to
            org.coterie.testkit;

    opens org.coterie.runtime.cli to
            com.google.guice,
            info.picocli;
    opens org.coterie.runtime.run to
            com.google.guice;

    uses org.coterie.api.Method;
    uses org.coterie.api.data.Catalogue;
    uses org.coterie.api.data.DataFormat;
    uses org.coterie.api.data.Transform;
}
