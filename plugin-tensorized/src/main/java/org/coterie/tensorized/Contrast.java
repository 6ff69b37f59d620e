package org.coterie.tensorized;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.coterie.api.Arch;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layer;
import org.coterie.api.Layers;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Rows;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Constant;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Contrastive learning: ⟨z, z⁻⟩ − ⟨z, z⁺⟩, codes z = g_Ψ(g_Ω(x)) of length 1 (in print the loss has no lower bound), from −2 to
 * 2. Without classes x⁺ is x transformed, x⁻ a row of another cluster; with classes another row of its class, and one of
 * another class. In training both are drawn for each row. At rest they are expectations, so that a row's cluster depends on
 * that row alone: z⁺ the mean over four fixed transformations, z⁻ the mean code of the training rows outside of the cluster;
 * of a row whose class nobody knows, the best over classes.
 *
 * @param image height and width of the pictures rows are, for convolutions and elastic transformations; empty where rows are no
 *     pictures, when layers are dense and x⁺ = x + noise
 * @param shared widths of g_Ω, each followed by ReLU: filters of 3×3 that halve the picture, or dense layers
 * @param code numbers in z, at least 1
 * @param elastic how pictures are transformed
 * @param noise deviation of the noise where rows are no pictures
 * @param classes of the training rows, from 0, in their order; empty for none
 */
public record Contrast(
        List<Integer> image, List<Integer> shared, int code, Elastic elastic, double noise, List<Integer> classes)
        implements Tensorizable {
    /** Transformations costs are a mean over. */
    static final int FIXED = 4;

    /** Copies the lists and checks the sizes. */
    public Contrast {
        image = List.copyOf(image);
        shared = List.copyOf(shared);
        classes = List.copyOf(classes);
        Training.check(
                "network.image",
                image.isEmpty() || image.size() == 2 && image.stream().allMatch(p -> p >= 1),
                image,
                "height and width, or nothing");
        Training.check("network.shared", shared.stream().allMatch(w -> w >= 1), shared, "each at least 1");
        Training.check("network.code", code >= 1, code, "at least 1");
        Training.check("pairs.noise", noise >= 0 && noise <= 1e6, noise, "0 to 1e6");
        Training.check("classes", classes.stream().allMatch(c -> c >= 0), "a number below 0", "numbers from 0");
    }

    /** For pictures: 32 and 64 filters, codes of 128 numbers, as in the paper. */
    public static Contrast ofPictures(int height, int width) {
        return new Contrast(List.of(height, width), List.of(32, 64), 128, Elastic.of(), 0, List.of());
    }

    /** For other rows: two dense layers, codes of 8 numbers, x⁺ = x + noise. */
    public static Contrast ofRows(double noise) {
        return new Contrast(List.of(), List.of(32, 64), 8, Elastic.of(), noise, List.of());
    }

    /** With the classes of the training rows: supervised. */
    public Contrast supervised(List<Integer> ofRows) {
        return new Contrast(image, shared, code, elastic, noise, ofRows);
    }

    /** How many classes there are. */
    int classCount() {
        return classes.stream().mapToInt(c -> c + 1).max().orElse(0);
    }

    boolean pictures() {
        return !image.isEmpty();
    }

    @Override
    public Copies bind(Features x, Vars omega, Vars psi) {
        List<Layer> layers = new ArrayList<>();
        Shape row = pictures() ? Shape.of(image.get(0), image.get(1), 1) : x.row();
        for (int next : shared) {
            Layer layer = pictures() ? Layers.convolution(next, 3, 2) : Layers.dense(next);
            layers.add(pictures() ? new OnFlatRows(row, layer) : layer);
            layers.add(Layers.relu());
            row = layer.out(row);
        }
        Latent wide = Latent.of(Math.toIntExact(row.size()));
        Latent z = Latent.of(code);
        int kinds = classCount();
        return new Networks(
                this,
                z,
                Arch.of(x, wide, layers.toArray(Layer[]::new)).bind(omega.at("encoder")),
                Arch.of(wide, z, Layers.dense(code)).bind(psi.at("encoder")),
                kinds == 0
                        ? psi.state("unlike", Shape.of(1, code), Init.zeros())
                        : psi.state("unlike-less-like", Shape.of(kinds, code), Init.zeros()));
    }

    /**
     * The parts bound to variables.
     *
     * @param unlike E z⁻; with classes E z⁻ − E z⁺ of each class
     */
    record Networks(
            Contrast design,
            Latent code,
            Model<Features, Latent> omega,
            Model<Latent, Latent> psi,
            Var<TFloat32> unlike)
            implements Embeds {

        /** z, of length 1. */
        @Override
        public Rows<Latent> embed(Trace t, Rows<Features> x) {
            Maths m = t.m();
            Operand<TFloat32> z = psi.apply(t, omega.apply(t, x)).value();
            Operand<TFloat32> length = m.sqrt(m.plus(m.sumKept(m.square(z), -1), 1e-12));
            return Rows.of(code, m.div(z, length));
        }

        /** ⟨z, z⁻⟩ − ⟨z, z⁺⟩. */
        static Operand<TFloat32> contrast(
                Maths m, Operand<TFloat32> z, Operand<TFloat32> like, Operand<TFloat32> unlike) {
            return m.sum(m.mul(z, m.sub(unlike, like)), -1);
        }

        @Override
        public Operand<TFloat32> costs(Trace t, Rows<Features> x, Rows<Features> target) {
            Maths m = t.m();
            Operand<TFloat32> z = embed(t, x).value();
            if (design.classCount() > 0) {
                Operand<TFloat32> each = m.dotBT(z, t.read(unlike));
                return m.neg(t.tf().max(m.neg(each), t.tf().constant(-1)));
            }
            Operand<TFloat32> like = z;
            if (design.pictures()) {
                Operand<TFloat32> sum = m.real(0);
                for (Operand<TFloat32> picture : transformed(t, x)) {
                    sum = m.add(sum, embed(t, Rows.of(x.space(), picture)).value());
                }
                like = m.scale(sum, 1.0 / FIXED);
            }
            return contrast(m, z, like, t.read(unlike));
        }

        /** Rows by each of the fixed transformations. */
        List<Operand<TFloat32>> transformed(Trace t, Rows<Features> x) {
            Maths m = t.m();
            SplittableRandom random = new SplittableRandom(0);
            int height = design.image().get(0);
            int width = design.image().get(1);
            int pixels = height * width;
            List<Operand<TFloat32>> pictures = new ArrayList<>();
            for (int f = 0; f < FIXED; f++) {
                Elastic.Field field = design.elastic().draw(height, width, random);
                Constant<TInt32> at = t.tf().constant(field.at());
                Operand<TFloat32> corners = t.tf().gather(x.value(), at, t.tf().constant(-1));
                Operand<TFloat32> shares = m.mul(corners, t.tf().constant(field.share()));
                Operand<TFloat32> picture = m.columns(shares, 0, pixels);
                for (int corner = 1; corner < 4; corner++) {
                    picture = m.add(picture, m.columns(shares, corner * pixels, (corner + 1) * pixels));
                }
                pictures.add(picture);
            }
            return pictures;
        }
    }
}
