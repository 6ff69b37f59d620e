/** The classical methods of clustering, as methods like any other: baselines, and members of ensembles. */
module org.coterie.baselines {
    requires transitive org.coterie.api;
    requires transitive org.coterie.algorithms;
    requires static transitive org.jspecify;

    exports org.coterie.baselines;

    provides org.coterie.api.Method with
            org.coterie.baselines.AgglomerativeMethod,
            org.coterie.baselines.AutoencoderKMeansMethod,
            org.coterie.baselines.FuzzyCMeansMethod,
            org.coterie.baselines.GaussianMixtureMethod,
            org.coterie.baselines.HdbscanMethod,
            org.coterie.baselines.KMeansMethod,
            org.coterie.baselines.KPlanesMethod,
            org.coterie.baselines.LaplacianKMeansMethod,
            org.coterie.baselines.LeidenMethod,
            org.coterie.baselines.LouvainMethod,
            org.coterie.baselines.MiniBatchKMeansMethod,
            org.coterie.baselines.NmfKMeansMethod,
            org.coterie.baselines.PhenographMethod,
            org.coterie.baselines.SpectralMethod;
}
