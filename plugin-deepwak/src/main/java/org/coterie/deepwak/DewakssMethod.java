package org.coterie.deepwak;

import org.coterie.algorithms.Metric;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;

/** The plugin {@code dewakss}, from settings. From code, begin at {@link Dewakss}. */
public final class DewakssMethod implements Method<Dewakss> {

    /** For {@link java.util.ServiceLoader}. */
    public DewakssMethod() {}

    @Override
    public String id() {
        return "dewakss";
    }

    @Override
    public String about() {
        return "DEWAKSS: the graph of neighbours that predicts best, its communities, and the denoised matrix"
                + " (A2 of the DeePWAK preprint, January 2024; Tjärnberg et al. 2021).";
    }

    @Override
    public NewRows newRows() {
        return NewRows.APPROXIMATE;
    }

    /** The distances to choose from. */
    public enum Distance {
        /** Euclid's. */
        EUCLIDEAN,
        /** 1 − cos. */
        COSINE
    }

    @Override
    public Dewakss settings(Settings in) {
        Distance metric = in.choice("metric", Distance.class);
        int groups = in.integer("groups", 0, 1000);
        if (groups == 1) {
            in.problem("groups", "0, or 2 to 1000: one group would hide everything", "set groups = 5");
            groups = 0;
        }
        double resolution = in.real("resolution", 0, 1e6);
        if (resolution > 0 && resolution < 1e-6) {
            in.problem("resolution", "0, or 1e-6 to 1e6", "set resolution = 0 to have it chosen");
            resolution = 0;
        }
        return new Dewakss(
                metric == Distance.COSINE ? Metric.COSINE : Metric.EUCLIDEAN,
                in.choice("similarity", Wak.Similarity.class),
                in.integer("components", 1, 1000),
                in.integer("neighbours", 1, 1000),
                in.choice("search", NeighbourSearch.class),
                groups,
                in.integer("diffusion", 1, 128),
                resolution,
                in.integer("most-clusters", 1, 10_000),
                in.integer("stored-rows", 1, 1_000_000));
    }

    @Override
    public Plan plan(Problem problem, Dewakss settings) {
        return settings.plan(problem);
    }
}
