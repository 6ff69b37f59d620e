package org.coterie.deepwak;

import java.util.List;
import java.util.Optional;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Partitioner;
import org.coterie.api.Rows;
import org.coterie.api.Scores;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A sparse autoencoder with one matrix: c = ReLU(x Wᵀ + b), x̂ = c W (SAE); with a partitioner the codes are replaced by those of
 * the other rows of their clusters, ĉ = PWAK(softmax(part(x))) c, x̂ = ĉ W (PSAE). Background of the DeePWAK preprint, not part of
 * its run; the loss is MSE + α · penalty. W and b start standard normal, as in the published code.
 *
 * @param x the columns, m
 * @param width atoms of the dictionary, at least 1
 * @param partitioner of PSAE; none for SAE
 * @param kernel PWAK
 */
public record TiedDictionary(Features x, int width, Optional<Partitioner<Features>> partitioner, Pwak kernel) {

    /** Checks the sizes. */
    public TiedDictionary {
        if (width < 1) {
            throw Fault.of("a dictionary has no atoms").got(width).as(CoterieException.Kind.CONFIG);
        }
        if (x.row().numDimensions() != 1
                || partitioner.isPresent() && !partitioner.get().in().row().equals(x.row())) {
            throw Fault.of("the dictionary and the partitioner are of different columns")
                    .got("columns " + x.row() + ", "
                            + partitioner.map(Object::toString).orElse("no partitioner"))
                    .expected("rows of one axis, the same for both")
                    .as(CoterieException.Kind.PLUGIN);
        }
    }

    /** SAE. */
    public static TiedDictionary sae(Features x, int width) {
        return new TiedDictionary(x, width, Optional.empty(), Pwak.defaults());
    }

    /** PSAE, of the partitioner's columns. */
    public static TiedDictionary psae(Partitioner<Features> partitioner, int width) {
        return new TiedDictionary(partitioner.in(), width, Optional.of(partitioner), Pwak.defaults());
    }

    /** The parts bound to variables below {@code v}; below a stack, as many dictionaries. */
    public Dictionary bind(Vars v) {
        return new Dictionary(
                Latent.of(width),
                v.weight("atoms", Shape.of(width, x.width()), Init.normal(1)),
                v.weight("bias", Shape.of(1, width), Init.normal(1)),
                partitioner.map(p -> p.bind(v.at("partitioner"))),
                kernel);
    }

    /**
     * The application rules.
     *
     * @param codes their space
     * @param atoms W, {@code [stack…, c, m]}
     * @param bias b, {@code [stack…, 1, c]}
     * @param partitioner of PSAE
     * @param kernel PWAK
     */
    public record Dictionary(
            Latent codes,
            Var<TFloat32> atoms,
            Var<TFloat32> bias,
            Optional<Model<Features, Scores>> partitioner,
            Pwak kernel) {

        /** c = ReLU(x Wᵀ + b). */
        public Rows<Latent> encode(Trace t, Rows<Features> x) {
            Maths m = t.m();
            return Rows.of(codes, m.relu(m.add(m.dotBT(x.value(), t.read(atoms)), t.read(bias))));
        }

        /** What is decoded: c, or PWAK(K) c among the rows of the batch. */
        public Rows<Latent> among(Trace t, Rows<Features> x) {
            Rows<Latent> own = encode(t, x);
            if (partitioner.isEmpty()) {
                return own;
            }
            Rows<Clusters> k = t.soft(partitioner.get().apply(t, x));
            return kernel.within(t, k, own);
        }

        /** x̂ = c W. */
        public Rows<Features> decode(Trace t, Rows<Latent> c, Features x) {
            return Rows.of(x, t.m().dot(c.value(), t.read(atoms)));
        }

        /** MSE(x̂, x) + α · penalty of what is decoded. */
        public Terms loss(Trace t, Rows<Features> x, Sparsity penalty, double alpha) {
            Rows<Latent> c = among(t, x);
            Operand<TFloat32> error = t.m().sub(decode(t, c, x.space()).value(), x.value());
            return Terms.of(t)
                    .add("reconstruction", t.m().meanSquare(error))
                    .add("sparsity", alpha, penalty.<Latent>penalty().of(t, c));
        }

        /** W, b and the partitioner's weights. */
        public List<Var<TFloat32>> weights() {
            List<Var<TFloat32>> all = new java.util.ArrayList<>(List.of(atoms, bias));
            partitioner.ifPresent(p -> all.addAll(p.weights()));
            return all;
        }
    }
}
