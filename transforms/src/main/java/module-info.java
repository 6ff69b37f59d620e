/**
 * Transforms, provided as services. Apart from the readers, so that a program which asks a saved model needs none of these, nor
 * what they need.
 */
module org.coterie.transforms {
    requires transitive org.coterie.api;
    requires org.coterie.algorithms;
    requires static transitive org.jspecify;

    provides org.coterie.api.data.Transform with
            org.coterie.transforms.Arcsinh,
            org.coterie.transforms.Centre,
            org.coterie.transforms.CentreBy,
            org.coterie.transforms.DivideByMax,
            org.coterie.transforms.Drop,
            org.coterie.transforms.First,
            org.coterie.transforms.FirstOfEach,
            org.coterie.transforms.GeneFilter,
            org.coterie.transforms.Impute,
            org.coterie.transforms.Log1p,
            org.coterie.transforms.LogNoise,
            org.coterie.transforms.MaxAbs,
            org.coterie.transforms.MinCells,
            org.coterie.transforms.MinGenes,
            org.coterie.transforms.MinMax,
            org.coterie.transforms.PcaTransform,
            org.coterie.transforms.RowL2,
            org.coterie.transforms.RowMax,
            org.coterie.transforms.Select,
            org.coterie.transforms.Tpm,
            org.coterie.transforms.VariableGenes,
            org.coterie.transforms.ZScore;
}
