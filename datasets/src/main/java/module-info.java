/** Readers, provided as services; the runtime requires nothing of this module. */
module org.coterie.datasets {
    requires transitive org.coterie.api;
    requires org.coterie.algorithms;
    requires de.siegmar.fastcsv;
    // for the catalogue alone: its list, and the downloads that are asked for
    requires typesafe.config;
    requires java.net.http;
    requires io.jhdf;
    // jHDF is an automatic module and cannot ask for these three itself
    requires com.ning.compress.lzf;
    requires org.apache.commons.lang3;
    requires org.slf4j;
    requires static transitive org.jspecify;

    provides org.coterie.api.data.DataFormat with
            org.coterie.datasets.csv.CsvFormat,
            org.coterie.datasets.h5ad.H5adFormat,
            org.coterie.datasets.tenx.TenxFormat,
            org.coterie.datasets.matlab.MatlabFormat,
            org.coterie.datasets.idx.IdxFormat,
            org.coterie.datasets.cifar.CifarFormat,
            org.coterie.datasets.npy.NpyFormat,
            org.coterie.datasets.fcs.FcsFormat,
            org.coterie.datasets.generators.SyntheticFormat;
    provides org.coterie.api.data.Catalogue with
            org.coterie.datasets.catalogue.PaperCatalogue;
}
