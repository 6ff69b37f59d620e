package org.coterie.tensorized;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.Arch;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layer;
import org.coterie.api.Layers;
import org.coterie.api.Loss;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Rows;
import org.coterie.api.Trace;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The variational autoencoder of equations (4) to (6): g_Ω one shared layer, after convolutions where rows are pictures; per cluster a mean μ and ln σ² from it, z = μ + σ ε
 * (σ² in print), and the first layer of the decoder; the rest of it, mirrored, shared. Cost = reconstruction + KL(N(μ, σ²) ‖ N(0, I)), a
 * negative bound of the log-likelihood (in print with the sign of one of the two). Training draws ε; clusters and codes are
 * those of z = μ.
 *
 * @param hidden width of g_Ω and of f_Φ
 * @param code numbers in z
 * @param likelihood what a row is given z
 * @param image height and width of the pictures rows are, of one channel, for convolutions; empty for dense layers alone
 * @param filters of convolutions of 3×3, each of which halves the picture; not read where rows are no pictures
 */
public record VariationalAutoencoder(
        int hidden, int code, Likelihood likelihood, List<Integer> image, List<Integer> filters)
        implements Tensorizable {
    /** ln σ² is held within ± this, so that no σ over- or underflows. */
    private static final double WIDEST = 10;

    /** What a row is given z. */
    public enum Likelihood {
        /** Normal with deviation 1: ½ Σ (x − x̂)². */
        MSE,
        /** Bernoulli per column: cross-entropy of x and the sigmoid of what the decoder gives; for rows in [0, 1] that are not centred. */
        BCE
    }

    /** Copies the lists and checks the sizes. */
    public VariationalAutoencoder {
        image = List.copyOf(image);
        filters = List.copyOf(filters);
        Training.check("network.hidden", hidden >= 1, hidden, "at least 1");
        Training.check("network.code", code >= 1, code, "at least 1");
        Training.check(
                "network.image",
                image.isEmpty() || image.size() == 2 && image.stream().allMatch(p -> p >= 1),
                image,
                "height and width, or nothing");
        Training.check("network.filters", filters.stream().allMatch(f -> f >= 1), filters, "each at least 1");
    }

    /** Dense layers. */
    public VariationalAutoencoder(int hidden, int code, Likelihood likelihood) {
        this(hidden, code, likelihood, List.of(), List.of(32, 64));
    }

    /** m-200-2-200-m, as in the paper, with squared error. */
    public static VariationalAutoencoder of() {
        return new VariationalAutoencoder(200, 2, Likelihood.MSE);
    }

    /** For pictures: 32 and 64 filters, which the paper does not print, then as {@link #of()}, and back (figure 10). */
    public static VariationalAutoencoder ofPictures(int height, int width) {
        return new VariationalAutoencoder(200, 2, Likelihood.MSE, List.of(height, width), List.of(32, 64));
    }

    @Override
    public Copies bind(Features x, Vars omega, Vars psi) {
        Latent wide = Latent.of(hidden);
        Latent both = Latent.of(2 * code);
        Latent z = Latent.of(code);
        List<Layer> first = new ArrayList<>();
        List<Layer> last = new ArrayList<>();
        Shape picture = image.isEmpty() ? x.row() : Shape.of(image.get(0), image.get(1), 1);
        for (int next : image.isEmpty() ? List.<Integer>of() : filters) {
            Layer smaller = Layers.convolution(next, 3, 2);
            Layer larger = Layers.deconvolution(size(picture, 0), size(picture, 1), size(picture, 2), 3, 2);
            first.addAll(List.of(new OnFlatRows(picture, smaller), Layers.relu()));
            picture = smaller.out(picture);
            last.addAll(0, List.of(Layers.relu(), new OnFlatRows(picture, larger)));
        }
        first.addAll(List.of(dense(hidden), Layers.relu()));
        last.add(0, dense(Math.toIntExact(picture.size())));
        return new Networks(
                this,
                z,
                Arch.of(x, wide, first.toArray(Layer[]::new)).bind(omega.at("encoder")),
                Arch.of(wide, both, dense(2 * code)).bind(psi.at("encoder")),
                Arch.of(z, wide, dense(hidden), Layers.relu()).bind(psi.at("decoder")),
                Arch.of(wide, x, last.toArray(Layer[]::new)).bind(omega.at("decoder")));
    }

    private static int size(Shape picture, int axis) {
        return Math.toIntExact(picture.get(axis));
    }

    private static Layer dense(int out) {
        return Layers.dense(out, Init.torchUniform(), Init.zeros());
    }

    /** The parts bound to variables. */
    record Networks(
            VariationalAutoencoder design,
            Latent code,
            Model<Features, Latent> omega,
            Model<Latent, Latent> psi,
            Model<Latent, Latent> phi,
            Model<Latent, Features> theta)
            implements Embeds, Reconstructs, Generates, UnitInterval {

        @Override
        public boolean probabilities() {
            return design.likelihood() == Likelihood.BCE;
        }

        /** μ and ln σ² of every row under every cluster. */
        private record Gaussian(Operand<TFloat32> mean, Operand<TFloat32> logVariance) {}

        private Gaussian encode(Trace t, Rows<Features> x) {
            Operand<TFloat32> both = psi.apply(t, omega.apply(t, x)).value();
            int q = code.width();
            return new Gaussian(t.m().columns(both, 0, q), t.m().clip(t.m().columns(both, q, 2 * q), -WIDEST, WIDEST));
        }

        /** Logits where the likelihood is Bernoulli's. */
        private Rows<Features> decode(Trace t, Operand<TFloat32> z) {
            return theta.apply(t, phi.apply(t, Rows.of(code, z)));
        }

        private Operand<TFloat32> seen(Trace t, Operand<TFloat32> decoded) {
            return design.likelihood() == Likelihood.BCE ? t.m().sigmoid(decoded) : decoded;
        }

        private Operand<TFloat32> cost(Trace t, Gaussian q, Operand<TFloat32> z, Rows<Features> target) {
            Maths m = t.m();
            Rows<Features> decoded = decode(t, z);
            Operand<TFloat32> reconstruction = design.likelihood() == Likelihood.BCE
                    ? m.scale(crossEntropy(t, target, decoded), target.space().width())
                    : m.scale(m.sum(m.square(m.sub(decoded.value(), target.value())), -1), 0.5);
            return m.add(reconstruction, divergence(m, q));
        }

        private static Operand<TFloat32> crossEntropy(Trace t, Rows<Features> target, Rows<Features> logits) {
            Operand<TFloat32> own = t.m().spread(target.value(), logits.stack(), 2);
            return Loss.<Features>binaryCrossEntropyOfLogits().rows(t, Rows.of(target.space(), own), logits);
        }

        /** ½ Σ (μ² + σ² − 1 − ln σ²). */
        private static Operand<TFloat32> divergence(Maths m, Gaussian q) {
            Operand<TFloat32> squares = m.add(m.square(q.mean()), m.exp(q.logVariance()));
            return m.scale(m.sum(m.plus(m.sub(squares, q.logVariance()), -1), -1), 0.5);
        }

        @Override
        public Operand<TFloat32> costs(Trace t, Rows<Features> x, Rows<Features> target) {
            Gaussian q = encode(t, x);
            return cost(t, q, q.mean(), target);
        }

        @Override
        public Operand<TFloat32> descended(Trace t, Rows<Features> x, Rows<Features> target, Operand<TFloat32> costs) {
            Maths m = t.m();
            Gaussian q = encode(t, x);
            Operand<TFloat32> deviation = m.exp(m.scale(q.logVariance(), 0.5));
            Operand<TFloat32> z =
                    m.add(q.mean(), m.mul(deviation, t.repeatedNoise("epsilon").normal(q.mean())));
            return cost(t, q, z, target);
        }

        @Override
        public Rows<Latent> embed(Trace t, Rows<Features> x) {
            return Rows.of(code, encode(t, x).mean());
        }

        @Override
        public Rows<Features> reconstruct(Trace t, Rows<Features> x) {
            return Rows.of(x.space(), seen(t, decode(t, encode(t, x).mean()).value()));
        }

        @Override
        public int noise() {
            return code.width();
        }

        @Override
        public Operand<TFloat32> generate(Trace t, Operand<TFloat32> noise) {
            return seen(t, decode(t, noise).value());
        }
    }
}
