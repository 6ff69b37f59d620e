/** Composition, training, runs, evaluation and the command line. */
module org.coterie.runtime {
    requires transitive org.coterie.api;
    requires org.coterie.algorithms;
    requires com.google.guice;
    // by Guice, which as an automatic module cannot say so
    requires com.google.common;
    requires com.google.protobuf;
    requires jakarta.inject;
    requires typesafe.config;
    requires org.slf4j;
    requires tensorflow.nativelib;
    requires jdk.management;
    requires info.picocli;
    requires static transitive org.jspecify;

    exports org.coterie.runtime;

    opens org.coterie.runtime.cli to
            com.google.guice,
            info.picocli;

    uses org.coterie.api.Method;
    uses org.coterie.api.data.DataFormat;
    uses org.coterie.api.data.Transform;
}
