/** Readers and transforms, provided as services; the runtime requires nothing of this module. */
module org.coterie.datasets {
    requires transitive org.coterie.api;
    requires org.coterie.algorithms;
    requires de.siegmar.fastcsv;
    requires static transitive org.jspecify;

    provides org.coterie.api.data.DataFormat with
            org.coterie.datasets.csv.CsvFormat,
            org.coterie.datasets.idx.IdxFormat,
            org.coterie.datasets.cifar.CifarFormat,
            org.coterie.datasets.npy.NpyFormat,
            org.coterie.datasets.fcs.FcsFormat;
    provides org.coterie.api.data.Transform with
            org.coterie.datasets.transforms.MinMax,
            org.coterie.datasets.transforms.ZScore,
            org.coterie.datasets.transforms.Impute;
}
