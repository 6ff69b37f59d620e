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
            org.coterie.datasets.csv.CsvFormat,
            org.coterie.datasets.generators.SyntheticFormat;
    provides org.coterie.api.data.Transform with
            org.coterie.datasets.transforms.Arcsinh,
            org.coterie.datasets.transforms.Centre,
            org.coterie.datasets.transforms.CentreBy,
            org.coterie.datasets.transforms.DivideByMax,
            org.coterie.datasets.transforms.Drop,
            org.coterie.datasets.transforms.First,
            org.coterie.datasets.transforms.FirstOfEach,
            org.coterie.datasets.transforms.GeneFilter,
            org.coterie.datasets.transforms.Impute,
            org.coterie.datasets.transforms.Log1p,
            org.coterie.datasets.transforms.LogNoise,
            org.coterie.datasets.transforms.MaxAbs,
            org.coterie.datasets.transforms.MinCells,
            org.coterie.datasets.transforms.MinGenes,
            org.coterie.datasets.transforms.MinMax,
            org.coterie.datasets.transforms.PcaTransform,
            org.coterie.datasets.transforms.RowL2,
            org.coterie.datasets.transforms.RowMax,
            org.coterie.datasets.transforms.Select,
            org.coterie.datasets.transforms.Tpm,
            org.coterie.datasets.transforms.VariableGenes,
            org.coterie.datasets.transforms.ZScore;
    provides org.coterie.api.data.Catalogue with
            org.coterie.datasets.catalogue.PaperCatalogue;
}
