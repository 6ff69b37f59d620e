/** Readers and transforms, provided as services; the runtime requires nothing of this module. */
module org.coterie.datasets {
    requires transitive org.coterie.api;
    requires org.coterie.algorithms;
    requires de.siegmar.fastcsv;
    // for the catalogue alone: its list, and the downloads that are asked for
    requires typesafe.config;
    requires java.net.http;
    requires static transitive org.jspecify;

    provides org.coterie.api.data.DataFormat with
            org.coterie.datasets.csv.CsvFormat;
    provides org.coterie.api.data.Transform with
            org.coterie.datasets.transforms.MinMax,
            org.coterie.datasets.transforms.ZScore,
            org.coterie.datasets.transforms.Impute;
    provides org.coterie.api.data.Catalogue with
            org.coterie.datasets.catalogue.PaperCatalogue;
}
