package org.coterie.tensorized;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.coterie.api.Arch;
import org.coterie.api.Desk;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layer;
import org.coterie.api.Layers;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Rows;
import org.coterie.api.Trace;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The autoencoder of equation (3): x̂ = f_Θ(f_Φ(g_Ψ(g_Ω(x)))), cost = mean over columns of (x − x̂)² plus a penalty. g_Ω and
 * f_Θ are shared, g_Ψ and f_Φ one per cluster; the decoder is the encoder's mirror image. Nothing shared: TAE; else PTAE.
 *
 * @param shared widths after the layers of g_Ω; empty for none
 * @param own widths after the layers of g_Ψ before the code
 * @param code h, numbers in a code
 * @param hidden after every layer but the code and the last
 * @param coded after the code
 * @param biases whether layers have them; the papers' parameter counts hold without
 * @param penalty what is added
 */
public record Autoencoder(
        List<Integer> shared,
        List<Integer> own,
        int code,
        Activation hidden,
        Activation coded,
        boolean biases,
        Penalty penalty)
        implements Tensorizable {

    /** What is added to the error of each row. */
    public interface Penalty {

        /** From codes {@code [R, k, n, h]} and reconstructions {@code [R, k, n, m]} to {@code [R, k, n]}. */
        Operand<TFloat32> rows(Trace t, Rows<Latent> z, Rows<Features> back);

        /** By what factor the best reconstruction of a linear network is shorter than the projection of the row. */
        default double shrinks() {
            return 1;
        }

        /**
         * λ‖z‖², the papers'. Where encoder and decoder are free to trade lengths it can be driven to 0, so it acts by early
         * stopping alone.
         */
        static Penalty onCode(double weight) {
            return new Weighted(weight, 0);
        }

        /**
         * λ · mean of x̂² over columns: the same for codes along orthonormal directions, and free of scale. The best linear
         * network of one layer is then the plane of {@code kplanes} with penalty λ/(1+λ).
         */
        static Penalty onReconstruction(double weight) {
            return new Weighted(0, weight);
        }
    }

    /** Both of the penalties here, each with its weight. */
    record Weighted(double onCode, double onReconstruction) implements Penalty {

        @Override
        public Operand<TFloat32> rows(Trace t, Rows<Latent> z, Rows<Features> back) {
            Maths m = t.m();
            Operand<TFloat32> codes = m.scale(m.sum(m.square(z.value()), -1), onCode);
            Operand<TFloat32> rows = m.scale(m.mean(m.square(back.value()), -1), onReconstruction);
            return onReconstruction == 0 ? codes : onCode == 0 ? rows : m.add(codes, rows);
        }

        @Override
        public double shrinks() {
            return 1 / (1 + onReconstruction);
        }
    }

    /** Copies the lists and checks the sizes. */
    public Autoencoder {
        shared = List.copyOf(shared);
        own = List.copyOf(own);
        Training.check("shared", shared.stream().allMatch(w -> w >= 1), shared, "each at least 1");
        Training.check("own", own.stream().allMatch(w -> w >= 1), own, "each at least 1");
        Training.check("code", code >= 1, code, "at least 1");
    }

    /** m-h-m without biases, nothing shared: TAE1. */
    public static Autoencoder linear(int code) {
        return new Autoencoder(
                List.of(),
                List.of(),
                code,
                Activation.LINEAR,
                Activation.LINEAR,
                false,
                Penalty.onReconstruction(0.08));
    }

    /** With layers of these widths that all clusters share: PTAE. */
    public Autoencoder shared(Integer... widths) {
        return new Autoencoder(List.of(widths), own, code, hidden, coded, biases, penalty);
    }

    /** With layers of these widths before the code, for each cluster. */
    public Autoencoder own(Integer... widths) {
        return new Autoencoder(shared, List.of(widths), code, hidden, coded, biases, penalty);
    }

    /** With another penalty. */
    public Autoencoder penalty(Penalty other) {
        return new Autoencoder(shared, own, code, hidden, coded, biases, other);
    }

    /** Whether it is linear throughout, so that it can begin as planes. */
    boolean linear() {
        return hidden == Activation.LINEAR && coded == Activation.LINEAR && !biases;
    }

    /** The narrowest shared width, or {@code m} where nothing is shared. */
    int narrowest(int m) {
        return shared.stream().mapToInt(w -> w).min().orElse(m);
    }

    /** Trained numbers for k clusters and m columns. */
    long parameters(int k, int m) {
        int last = shared.isEmpty() ? m : shared.get(shared.size() - 1);
        return between(m, shared) + k * between(last, with(own, code));
    }

    private long between(int in, List<Integer> widths) {
        long count = 0;
        int from = in;
        for (int width : widths) {
            count += 2L * from * width + (biases ? from + width : 0);
            from = width;
        }
        return count;
    }

    @Override
    public Copies bind(Features x, Vars omega, Vars psi) {
        Latent s = shared.isEmpty() ? new Latent(x.row()) : Latent.of(shared.get(shared.size() - 1));
        Latent z = Latent.of(code);
        List<Integer> down = with(own, code);
        List<Integer> back = reversed(own, s.width());
        List<Integer> out = reversed(shared.subList(0, Math.max(0, shared.size() - 1)), x.width());
        return new Networks(
                this,
                z,
                Arch.of(x, s, layers(shared, hidden)).bind(omega.at("encoder")),
                Arch.of(s, z, layers(down, coded)).bind(psi.at("encoder")),
                Arch.of(z, s, layers(back, shared.isEmpty() ? Activation.LINEAR : hidden))
                        .bind(psi.at("decoder")),
                Arch.of(s, x, shared.isEmpty() ? new Layer[0] : layers(out, Activation.LINEAR))
                        .bind(omega.at("decoder")));
    }

    private static List<Integer> with(List<Integer> widths, int last) {
        List<Integer> all = new ArrayList<>(widths);
        all.add(last);
        return all;
    }

    private static List<Integer> reversed(List<Integer> widths, int last) {
        List<Integer> all = new ArrayList<>(widths);
        Collections.reverse(all);
        all.add(last);
        return all;
    }

    private Layer[] layers(List<Integer> widths, Activation last) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < widths.size(); i++) {
            layers.add(biases ? Layers.dense(widths.get(i)) : Layers.linear(widths.get(i), Init.torchUniform()));
            (i == widths.size() - 1 ? last : hidden).addTo(layers);
        }
        return layers.toArray(Layer[]::new);
    }

    /** The parts bound to variables. */
    record Networks(
            Autoencoder design,
            Latent code,
            Model<Features, Latent> omega,
            Model<Latent, Latent> psi,
            Model<Latent, Latent> phi,
            Model<Latent, Features> theta)
            implements Embeds, Reconstructs, Begun.Networks, Centring {

        @Override
        public Rows<Latent> embed(Trace t, Rows<Features> x) {
            return psi.apply(t, omega.apply(t, x));
        }

        private Rows<Features> decode(Trace t, Rows<Latent> z) {
            return theta.apply(t, phi.apply(t, z));
        }

        @Override
        public Rows<Features> reconstruct(Trace t, Rows<Features> x) {
            return decode(t, embed(t, x));
        }

        @Override
        public Operand<TFloat32> costs(Trace t, Rows<Features> x, Rows<Features> target) {
            Maths m = t.m();
            Rows<Latent> z = embed(t, x);
            Rows<Features> back = decode(t, z);
            Operand<TFloat32> error = m.mean(m.square(m.sub(back.value(), target.value())), -1);
            return m.add(error, design.penalty().rows(t, z, back));
        }

        /** One linear layer each way, and far fewer numbers in a code than in a row. */
        @Override
        public boolean cheaper() {
            return design.shared().isEmpty()
                    && design.own().isEmpty()
                    && !design.biases()
                    && design.coded() == Activation.LINEAR
                    && design.penalty() instanceof Weighted
                    && theta.weights().isEmpty()
                    && (int) phi.weights().get(0).shape().get(1) >= Math.max(64, 2 * code.width());
        }

        @Override
        public Operand<TFloat32> costs(
                Trace t, Operand<TFloat32> x, Operand<TFloat32> target, Operand<TFloat32> centres) {
            Weighted weighted = (Weighted) design.penalty();
            return OneLayer.costs(
                    t,
                    t.read(psi.weights().get(0)),
                    t.read(phi.weights().get(0)),
                    weighted,
                    new OneLayer.Given(x, target, centres));
        }

        @Override
        public void begin(Desk desk, List<Begun> starts) {
            if (design.linear() && starts.get(0).directions().rows() > 0) {
                new Planes(this).begin(desk, starts);
            }
        }
    }
}
