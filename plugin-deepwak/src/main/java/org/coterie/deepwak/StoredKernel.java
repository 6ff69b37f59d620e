package org.coterie.deepwak;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Pca;
import org.coterie.api.Clusters;
import org.coterie.api.Desk;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a fitted {@link Dewakss} keeps: its components, its training rows (evenly spread where there are more than are to be
 * kept), their predictions and clusters. A new row is the weighted average of the κ stored rows nearest to it. A stored row is
 * known by its numbers: it has the cluster it got in training, and is predicted from the others, never from itself.
 */
final class StoredKernel {
    private static final long NUMBERS = 1L << 28; // a graph holds them in a gigabyte
    private final Problem problem;
    private final Dewakss method;
    private final Landscape.Options options;
    private final int size;
    private final Var<TFloat32> mean;
    private final Var<TFloat32> directions;
    private final Var<TFloat32> scores;
    private final Var<TFloat32> rows;
    private final Var<TFloat32> targets;
    private final Var<TFloat32> losses;
    private final Var<TFloat32> resolutions;
    private final Var<TInt32> labels;
    private final Var<TInt32> count;

    /** Declares it all. */
    StoredKernel(Problem problem, Dewakss method, Landscape.Options options) {
        this.problem = problem;
        this.method = method;
        this.options = options;
        int m = problem.features().width();
        int d = options.components();
        size = (int) Math.max(1, Math.min(Math.min(method.storedRows(), problem.rows()), NUMBERS / m));
        mean = state("mean", 1, m);
        directions = state("directions", m, d);
        scores = state("scores", size, d);
        rows = state("rows", size, m);
        targets = method.diffusion() > 1 ? state("targets", size, m) : rows;
        losses = state("losses", d, options.neighbours());
        resolutions = state("resolutions", Resolution.STEPS, Resolution.COLUMNS.size());
        labels = problem.vars().count("labels", Shape.of(size));
        count = problem.vars().count("neighbours", Shape.scalar());
    }

    private Var<TFloat32> state(String name, long... shape) {
        return problem.vars().state(name, Shape.of(shape), Init.zeros());
    }

    /** Keeps what was found; components beyond d are 0. */
    void write(
            Desk desk,
            Pca.Result pca,
            Table e,
            NeighbourSearch.Found found,
            Wak kernel,
            int[] communities,
            float[] landscape) {
        int m = pca.columns();
        int most = options.components();
        int[] kept = IntStream.range(0, size)
                .map(i -> (int) ((long) i * problem.rows() / size))
                .toArray();
        float[] turned = new float[m * most];
        double[] along = pca.directions();
        float[] shift = new float[m];
        for (int j = 0; j < m; j++) {
            shift[j] = (float) pca.mean()[j];
            for (int c = 0; c < found.components(); c++) {
                turned[j * most + c] = (float) along[c * m + j];
            }
        }
        float[] own = new float[size * most];
        for (int i = 0; i < size; i++) {
            for (int c = 0; c < found.components(); c++) {
                own[i * most + c] = e.at(kept[i], c);
            }
        }
        desk.write(mean, shift);
        desk.write(directions, turned);
        desk.write(scores, own);
        desk.write(rows, desk.data().select(kept).toArray());
        if (method.diffusion() > 1) {
            Table smooth = kernel.diffuse(desk.data(), method.diffusion() - 1);
            desk.write(targets, smooth.select(kept).toArray());
        }
        desk.write(labels, Arrays.stream(kept).map(i -> communities[i]).toArray());
        desk.write(count, new int[] {Math.min(found.neighbours(), Math.max(1, size - 1))});
        desk.write(losses, landscape);
    }

    /** Keeps how the resolution was chosen. */
    void write(Desk desk, Resolution chosen) {
        desk.write(resolutions, chosen.table());
    }

    /** Memberships, components, the denoised rows, and the tables of the search. */
    Readout[] readouts() {
        Features x = problem.features();
        Clusters k = new Clusters(method.mostClusters());
        Latent e = Latent.of(options.components());
        Features columns = Features.of(IntStream.rangeClosed(1, options.neighbours())
                .mapToObj(Integer::toString)
                .toList());
        return new Readout[] {
            Readout.perRow("assign", k, (t, r) -> Rows.of(k, near(t, r.value()).memberships(t))),
            Readout.perRow("embed", e, (t, r) -> Rows.of(e, components(t, r.value()))),
            Readout.perRow(
                    "reconstruct", x, (t, r) -> Rows.of(x, near(t, r.value()).average(t))),
            Readout.fixed("losses", columns, t -> t.read(losses)),
            Readout.fixed("resolutions", Features.of(Resolution.COLUMNS), t -> t.read(resolutions))
        };
    }

    private Operand<TFloat32> components(Trace t, Operand<TFloat32> x) {
        return t.m().dot(t.m().sub(x, t.read(mean)), t.read(directions));
    }

    /** The stored rows nearest to each row, and what they weigh. */
    private Near near(Trace t, Operand<TFloat32> x) {
        var m = t.m();
        var tf = t.tf();
        Operand<TFloat32> mine = unit(t, components(t, x));
        Operand<TFloat32> theirs = unit(t, t.read(scores));
        // |b|² − 2ab orders as the distance does; a few more than wanted, for the row itself is among them
        int most = Math.min(size, options.neighbours() + 1);
        Operand<TFloat32> squares = m.sum(m.square(theirs), -1);
        var top = tf.nn.topK(m.sub(m.scale(m.dotBT(mine, theirs), 2), squares), tf.constant(most), TInt32.class);
        Operand<TInt32> which = top.indices();
        Operand<TFloat32> apart = m.sub(tf.expandDims(mine, tf.constant(1)), m.pick(theirs, which));
        Operand<TFloat32> squared = m.sum(m.square(apart), -1);
        boolean cosine = method.metric() == Metric.COSINE;
        Operand<TFloat32> distance = cosine ? m.scale(squared, 0.5) : m.sqrt(squared);
        Operand<TFloat32> differs =
                m.sum(m.abs(m.sub(tf.expandDims(x, tf.constant(1)), m.pick(t.read(rows), which))), -1);
        Operand<TFloat32> self = m.sub(m.real(1), m.where(m.positive(differs), m.real(1), m.real(0)));
        Operand<TFloat32> others = m.sub(m.real(1), self);
        Operand<TFloat32> rank = tf.math.mul(tf.math.cumsum(others, tf.constant(1)), others);
        Operand<TFloat32> limit = m.plus(tf.dtypes.cast(t.read(count), TFloat32.class), 0.5);
        Operand<TFloat32> kept = m.mul(others, m.less(rank, limit));
        Operand<TFloat32> raw = m.mul(kept, similarity(t, distance, rank));
        return new Near(which, self, share(t, raw, kept));
    }

    private Operand<TFloat32> similarity(Trace t, Operand<TFloat32> distance, Operand<TFloat32> rank) {
        var m = t.m();
        return switch (method.similarity()) {
            case BINARY -> m.plus(m.scale(distance, 0), 1);
            case INVERSE_DISTANCE -> m.div(m.real(1), m.plus(distance, Wak.LEAST));
            case GAUSSIAN -> {
                // the distance of the neighbour whose rank is 7; less than one away from it on both sides
                double scale = Math.min(Wak.SCALE, Math.min(options.neighbours(), Math.max(1, size - 1)));
                Operand<TFloat32> is = m.mul(m.less(rank, m.real(scale + 0.5)), m.less(m.real(scale - 0.5), rank));
                Operand<TFloat32> s = m.max(m.sumKept(m.mul(is, distance), -1), m.real(Wak.LEAST));
                yield m.exp(m.scale(m.square(m.div(distance, s)), -0.5));
            }
        };
    }

    /** Weights that sum to 1; alike where all similarities are too small for a number. */
    private static Operand<TFloat32> share(Trace t, Operand<TFloat32> raw, Operand<TFloat32> kept) {
        var m = t.m();
        Operand<TFloat32> sum = m.sumKept(raw, -1);
        Operand<TFloat32> alike = m.div(kept, m.max(m.sumKept(kept, -1), m.real(1)));
        return m.where(m.positive(sum), m.div(raw, m.max(sum, m.real(Float.MIN_NORMAL))), alike);
    }

    private Operand<TFloat32> unit(Trace t, Operand<TFloat32> e) {
        var m = t.m();
        if (method.metric() != Metric.COSINE) {
            return e;
        }
        return m.div(e, m.max(m.sqrt(m.sumKept(m.square(e), -1)), m.real(Float.MIN_NORMAL)));
    }

    /** Places of stored rows, 1 where one is the row itself, and weights of the others; each {@code [n, K]}. */
    private final class Near {
        private final Operand<TInt32> which;
        private final Operand<TFloat32> self;
        private final Operand<TFloat32> weights;

        Near(Operand<TInt32> which, Operand<TFloat32> self, Operand<TFloat32> weights) {
            this.which = which;
            this.self = self;
            this.weights = weights;
        }

        /** W X for the rows, {@code [n, m]}. */
        Operand<TFloat32> average(Trace t) {
            var m = t.m();
            Operand<TFloat32> those = m.pick(t.read(targets), which);
            return weighted(t, weights, those, problem.features().width());
        }

        /** The vote of the neighbours; of a stored row, its own cluster. */
        Operand<TFloat32> memberships(Trace t) {
            var m = t.m();
            var tf = t.tf();
            Operand<TFloat32> own = m.sumKept(self, -1);
            Operand<TFloat32> voices = m.where(m.positive(own), m.div(self, m.max(own, m.real(1))), weights);
            Operand<TInt32> voted = tf.gather(t.read(labels), which, tf.constant(0));
            Operand<TFloat32> votes = m.oneHot(voted, method.mostClusters());
            return weighted(t, voices, votes, method.mostClusters());
        }

        /** Σ_r w_r y_r, {@code [n, K]} and {@code [n, K, m]}: a product for each row, as a sum's order depends on the row's place. */
        private Operand<TFloat32> weighted(Trace t, Operand<TFloat32> w, Operand<TFloat32> y, long width) {
            return t.m().reshape(t.m().dot(t.tf().expandDims(w, t.tf().constant(1)), y), -1, width);
        }
    }
}
