package org.coterie.datasets.generators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts of genes in the cells of seven organs, whose marker genes are those of MoE-Sim-VAE's mouse organs. A marker is
 * missing, 0, in a share of the cells of its own organ (30 % of them unless said, to the nearest cell), and seen by chance
 * in other organs, so that the rule "the organ of the largest marker" errs.
 *
 * <p>Cells have a size exp(N(0, 0.3²)). A count is Poisson with mean size · rate · exp(N(0, 0.5²)); rates: a marker in its
 * organ 8, and at least one count where it is not missing; elsewhere 0.2; any other gene exp(N(−0.5, 1)), and in each organ
 * for one gene in ten, drawn, exp(N(0, 1)) times that.
 */
final class MarkerCounts {
    private static final List<String> ORGANS =
            List.of("heart", "kidney", "liver", "large intestine", "lung", "spleen", "thymus");
    private static final List<String> MARKERS = List.of("Lpl", "Miox", "Hpx", "Tspan1", "Prx", "Cd79a", "Dntt");

    private MarkerCounts() {}

    /**
     * Draws cells.
     *
     * @param cells how many of each organ
     * @param genes how many, markers included
     * @param missing the share of its organ's cells that lack a marker
     */
    static Sample make(int seed, int cells, int genes, double missing) {
        NumPyRandom random = new NumPyRandom(seed);
        int organs = ORGANS.size();
        double[][] rates = rates(random, genes);
        double[][] x = new double[cells * organs][genes];
        int[] of = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            of[i] = i / cells;
            double size = StrictMath.exp(random.normal(0, 0.3));
            for (int j = 0; j < genes; j++) {
                double mean = size * rates[of[i]][j] * StrictMath.exp(random.normal(0, 0.5));
                x[i][j] = random.poisson(mean);
            }
            x[i][of[i]] = Math.max(1, x[i][of[i]]);
        }
        for (int organ = 0; organ < organs; organ++) {
            int[] order = random.permutation(cells);
            for (int i = 0; i < Math.round(missing * cells); i++) {
                x[organ * cells + order[i]][organ] = 0;
            }
        }
        List<String> names = new ArrayList<>(MARKERS);
        names.addAll(Sample.named("gene", genes - organs));
        return new Sample(names, x, ORGANS, of);
    }

    private static double[][] rates(NumPyRandom random, int genes) {
        int organs = ORGANS.size();
        double[] base = new double[genes];
        Arrays.setAll(base, j -> StrictMath.exp(random.normal(-0.5, 1)));
        double[][] rates = new double[organs][genes];
        for (int organ = 0; organ < organs; organ++) {
            for (int j = 0; j < genes; j++) {
                boolean own = random.uniform() < 0.1;
                double times = own ? StrictMath.exp(random.normal()) : 1;
                rates[organ][j] = j < organs ? (j == organ ? 8 : 0.2) : base[j] * times;
            }
        }
        return rates;
    }
}
