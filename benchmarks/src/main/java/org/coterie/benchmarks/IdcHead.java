package org.coterie.benchmarks;

import org.coterie.api.Clusters;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Optimizer;
import org.coterie.api.Partitioner;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.RowVar;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Scores;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Update;
import org.coterie.idc.CodingRate;
import org.coterie.idc.Idc;
import org.coterie.idc.IdcSettings;
import org.coterie.idc.Reduction;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Interpretable deep clustering, stage 2: the published head, 10-2048-10, on codes that were computed once.
 *
 * @param batch rows per step
 * @param steps steps of training
 */
record IdcHead(int batch, long steps) {

    Plan plan(Problem problem) {
        Features x = problem.features();
        Latent e = Latent.of(10);
        Idc parts = IdcSettings.of(10).architecture(x);
        Partitioner<Latent> shape = parts.head();
        Model<Latent, Scores> head = shape.bind(problem.vars().at("head"));
        RowVar<TFloat32> codes = problem.vars().perRow("codes", e.row());
        Optimizer adam = Optimizer.adam("head", Schedule.cosine(1e-2, 1e-6, steps));
        return Plan.of(problem.vars())
                .stage(
                        Stage.sweep("embed", (t, b) -> t.write(codes, b, t.m().columns(b.x().value(), 0, 10))),
                        Stage.steps("train", steps)
                                .draw(Sampler.shuffled(batch))
                                .update(Update.descend("head", adam, head.weights(), (t, b) -> {
                                    Maths m = t.m();
                                    Rows<Latent> h = Rows.of(e, b.at(codes));
                                    Operand<TFloat32> scores = head.apply(t, h).value();
                                    Operand<TFloat32> noisy =
                                            m.add(scores, t.noise("gumbel").gumbel(scores));
                                    Operand<TFloat32> p = m.softmax(m.scale(noisy, 0.01));
                                    return Terms.of(t)
                                            .add(
                                                    "compress",
                                                    CodingRate.withinClusters(
                                                            m,
                                                            CodingRate.normalised(m, h.value()),
                                                            p,
                                                            0.1,
                                                            Reduction.MEAN));
                                })))
                .readout(Readout.perRow(
                        "assign",
                        new Clusters(10),
                        (t, rows) -> t.soft(head.apply(t, Rows.of(e, t.m().columns(rows.value(), 0, 10))))));
    }
}
