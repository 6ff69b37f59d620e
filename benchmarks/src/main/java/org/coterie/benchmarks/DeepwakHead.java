package org.coterie.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.Arch;
import org.coterie.api.Clusters;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layer;
import org.coterie.api.Layers;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Scores;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * One DeePWAK head in low-rank form with the pseudo-count: encoder m-58-29-14 and mirror with tanh everywhere, mean squared
 * error, Adam at 1e-3 on shuffled batches.
 *
 * @param batch rows per step
 * @param steps steps of training
 * @param width width of the partitioner's hidden layers
 * @param layers dense layers of the partitioner
 * @param published sigmoid between hidden layers and nothing after the first, as published; else ReLU after each
 */
record DeepwakHead(int batch, long steps, int width, int layers, boolean published) {
    private static final int K = 14;
    private static final double PSEUDO_COUNT = 1e-3;
    private static final Latent CODES = Latent.of(14);

    Plan plan(Problem problem) {
        Features x = problem.features();
        Model<Features, Latent> encoder =
                Arch.of(x, CODES, tanh(58, 29, 14)).bind(problem.vars().at("encoder"));
        Model<Latent, Features> decoder =
                Arch.of(CODES, x, tanh(29, 58, x.width())).bind(problem.vars().at("decoder"));
        Model<Features, Scores> partitioner =
                Arch.of(x, new Scores(K), partitioner()).bind(problem.vars().at("partitioner"));
        List<Var<TFloat32>> weights = new ArrayList<>(encoder.weights());
        weights.addAll(partitioner.weights());
        weights.addAll(decoder.weights());
        Stage.Train train = Stage.steps("train", steps)
                .draw(Sampler.shuffled(batch))
                .update(Update.descend("descend", Optimizer.adam("head", Schedule.constant(1e-3)), weights, (t, b) -> {
                    Maths m = t.m();
                    Rows<Clusters> k = t.soft(partitioner.apply(t, b.x()));
                    Operand<TFloat32> among =
                            among(t, k.value(), encoder.apply(t, b.x()).value());
                    Rows<Features> back = decoder.apply(t, Rows.of(CODES, among));
                    Operand<TFloat32> error = m.square(m.sub(back.value(), b.x().value()));
                    return Terms.of(t).add("reconstruction", m.mean(m.mean(error, -1), -1));
                }));
        return Plan.of(problem.vars())
                .stage(train)
                .readout(Readout.perRow("assign", new Clusters(K), (t, rows) -> t.soft(partitioner.apply(t, rows))));
    }

    /** (K(KᵀE) − q⊙E + τμ) / (deg + τ), as the plugin has it. */
    private static Operand<TFloat32> among(Trace t, Operand<TFloat32> k, Operand<TFloat32> e) {
        Maths m = t.m();
        Operand<TFloat32> s = m.sumKept(k, -2);
        Operand<TFloat32> sums = m.dotT(k, e);
        Operand<TFloat32> own = m.mul(m.sumKept(m.square(k), -1), e);
        Operand<TFloat32> others = m.max(m.plus(m.sumKept(s, -1), -1), m.real(1));
        Operand<TFloat32> mean = m.div(m.sub(m.sumKept(sums, -2), e), others);
        Operand<TFloat32> degree = m.relu(m.sumKept(m.mul(k, m.sub(s, k)), -1));
        Operand<TFloat32> pulled = m.add(m.sub(m.dot(k, sums), own), m.scale(mean, PSEUDO_COUNT));
        return m.div(pulled, m.plus(degree, PSEUDO_COUNT));
    }

    private static Layer dense(int out) {
        return Layers.dense(out, Init.glorotUniform(), Init.zeros());
    }

    private static Layer[] tanh(int... sizes) {
        List<Layer> list = new ArrayList<>();
        for (int size : sizes) {
            list.add(dense(size));
            list.add(Layers.tanh());
        }
        return list.toArray(Layer[]::new);
    }

    private Layer[] partitioner() {
        List<Layer> list = new ArrayList<>();
        for (int i = 1; i < layers; i++) {
            list.add(dense(width));
            if (!published) {
                list.add(Layers.relu());
            } else if (i > 1) {
                list.add(Layers.sigmoid());
            }
        }
        list.add(dense(K));
        return list.toArray(Layer[]::new);
    }
}
