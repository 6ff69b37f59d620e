package org.coterie.benchmarks;

import java.util.List;
import java.util.Map;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Umap;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.moesimvae.DataMap;
import org.coterie.moesimvae.MoeSimVae;
import org.coterie.moesimvae.MoeSimVaeMethod;
import org.coterie.moesimvae.MoeSimVaeSettings;
import org.coterie.moesimvae.NeighbourSimilarity;
import org.coterie.moesimvae.Objective;
import org.coterie.moesimvae.Training;

/**
 * The dense step of MoE-Sim-VAE: encoder m-500-500-500-68 with batch normalisation, unit noise, ten experts 68-500-m, gate
 * 68-200-200-200-10 with dropout, the ten nearest of the batch in two components, coded divergence, full DEPICT.
 *
 * @param batch rows of a step
 * @param steps steps of training
 */
record MoeStep(int batch, int steps) {

    Plan plan(Problem problem) {
        DataMap map =
                new DataMap(DataMap.Kind.PCA, DataMap.From.DATA, 2, 0, Metric.EUCLIDEAN, 15, 0.1, Umap.Start.PCA, 1, 0);
        MoeSimVaeSettings.Network network = new MoeSimVaeSettings.Network(
                List.of(500, 500, 500),
                68,
                List.of(200, 200, 200),
                0.5,
                List.of(500),
                MoeSimVaeSettings.Activation.ELU,
                MoeSimVaeSettings.Norm.BATCH,
                MoeSimVaeSettings.Noise.UNIT);
        MoeSimVae.Form form = new MoeSimVae.Form(
                MoeSimVae.Output.LOGITS,
                Objective.Divergence.CODED,
                MoeSimVae.Means.MOVING,
                false,
                true,
                false,
                false,
                0);
        MoeSimVaeSettings settings = MoeSimVaeSettings.of(10)
                .with(network)
                .with(form)
                .with(Map.of(
                        "neighbours",
                        new MoeSimVaeSettings.Weighted(
                                1, NeighbourSimilarity.of(map, NeighbourSimilarity.Scope.BATCH, 10))))
                .with(Training.defaults()
                        .steps(steps)
                        .batch(batch)
                        .rate(1e-4, Training.Pace.CONSTANT)
                        .weights(new Training.Weights(0.487, 0.487, 1, 0, 0.024)));
        return new MoeSimVaeMethod().plan(problem, settings);
    }
}
