/** What every clustering method promises, as numbered checks that the author of a plugin inherits. */
module org.coterie.testkit {
    requires transitive org.coterie.api;
    requires transitive org.junit.jupiter.api;
    requires org.coterie.algorithms;
    requires org.coterie.model;
    requires org.coterie.runtime;
    requires java.logging;
    requires com.google.protobuf;
    requires typesafe.config;
    requires static transitive org.jspecify;

    exports org.coterie.testkit;
}
