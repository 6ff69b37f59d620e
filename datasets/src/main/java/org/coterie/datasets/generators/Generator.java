package org.coterie.datasets.generators;

import org.coterie.api.Settings;

/** The data that can be made; what each is stands with its code. */
enum Generator {
    IDC_SYNTHETIC,
    TAE_PARALLEL,
    TAE_ORTHOGONAL,
    TAE_TRIANGLE,
    TAE_LINES3D,
    TAE_PENGUINS,
    MOE_MIXTURE,
    MARKER_COUNTS,
    DEEPWAK_GAUSSIANS;

    /**
     * Numbers a generator takes; each takes some of them.
     *
     * @param seed of the random numbers
     * @param nuisance deviation of {@code idc-synthetic}'s nuisance columns
     * @param components of {@code moe-mixture}
     * @param cells of each organ in {@code marker-counts}
     * @param genes in {@code marker-counts}
     * @param missingMarkers share of an organ's cells that lack its marker in {@code marker-counts}
     */
    record Numbers(int seed, double nuisance, int components, int cells, int genes, double missingMarkers) {

        static Numbers read(Settings in, int usualSeed) {
            return new Numbers(
                    in.has("seed") ? in.integer("seed", 0, Integer.MAX_VALUE) : usualSeed,
                    in.real("nuisance", 0, 1e6),
                    in.integer("components", 1, 1000),
                    in.integer("cells", 1, 100_000),
                    in.integer("genes", 8, 50_000),
                    in.real("missing-markers", 0, 1));
        }
    }

    Sample make(Numbers n) {
        return switch (this) {
            case IDC_SYNTHETIC -> IdcSynthetic.make(n.seed, n.nuisance);
            case TAE_PARALLEL -> Toys.PARALLEL.make(n.seed);
            case TAE_ORTHOGONAL -> Toys.ORTHOGONAL.make(n.seed);
            case TAE_TRIANGLE -> Toys.TRIANGLE.make(n.seed);
            case TAE_LINES3D -> Toys.LINES_3D.make(n.seed);
            case TAE_PENGUINS -> Penguins.make();
            case MOE_MIXTURE -> Mixtures.components(n.seed, n.components);
            case MARKER_COUNTS -> MarkerCounts.make(n.seed, n.cells, n.genes, n.missingMarkers);
            case DEEPWAK_GAUSSIANS -> Mixtures.embryos(n.seed);
        };
    }

    /** The seed where none is given. */
    int usualSeed() {
        return this == DEEPWAK_GAUSSIANS ? Mixtures.EMBRYOS_SEED : 0;
    }

    /** The name used in configurations. */
    String id() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
