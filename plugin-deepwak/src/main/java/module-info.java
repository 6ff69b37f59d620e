/** DeePWAK: clustering as denoising through a partitioned affinity kernel. */
module org.coterie.deepwak {
    requires transitive org.coterie.api;
    requires transitive org.coterie.algorithms;
    requires static transitive org.jspecify;

    exports org.coterie.deepwak;

    provides org.coterie.api.Method with
            org.coterie.deepwak.DeepwakMethod,
            org.coterie.deepwak.DewakssMethod,
            org.coterie.deepwak.RecurrentMethod;
}
