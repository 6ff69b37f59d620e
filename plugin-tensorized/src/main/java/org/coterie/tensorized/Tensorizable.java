package org.coterie.tensorized;

import org.coterie.api.Arch;
import org.coterie.api.Encoder;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Model;
import org.coterie.api.Rows;
import org.coterie.api.Trace;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * An architecture with its loss, L(g_Ψ(g_Ω(x))): what every cluster is to have, Ψ for itself and Ω together with the others
 * (objective PT; with nothing shared, T). Two lines make one of any encoder and any loss:
 *
 * <pre>{@code
 * Tensorizable mine = Tensorizable.of(Encoder.of(x, z, dense(32), relu(), dense(2)),
 *         (t, rows, codes) -> t.m().sum(t.m().square(codes.value()), -1));
 * Plan plan = Tensorized.of(mine, 3).plan(problem, Training.defaults());
 * }</pre>
 */
@FunctionalInterface
public interface Tensorizable {

    /**
     * Declares Ω below {@code shared} and Ψ below {@code own}, a stack of as many members as there are clusters. With restarts
     * both have one more axis in front; {@code shared} then has the axis of the clusters too, with size 1, so that values of
     * both broadcast. Everything trained must be declared there.
     */
    Copies bind(Features x, Vars shared, Vars own);

    /** Networks bound to variables, one per cluster. At rest all they say of a row depends on that row alone. */
    interface Copies {

        /**
         * L of every row under every cluster, {@code [R, k, n]}, or {@code [k, n]} where there are no restarts: what Lloyd's step
         * and inference, equation (2), compare.
         *
         * @param x what the networks see: {@code [R, k, n, m]}, each cluster's rows less its centre, or {@code [n, m]} where
         *     rows are not centred
         * @param target what they are measured by, of the same shape; {@code x} itself unless noise was added
         */
        Operand<TFloat32> costs(Trace t, Rows<Features> x, Rows<Features> target);

        /**
         * What training descends, of the same shape; {@code costs} itself unless a sample, a bound or a surrogate is wanted.
         */
        default Operand<TFloat32> descended(Trace t, Rows<Features> x, Rows<Features> target, Operand<TFloat32> costs) {
            return costs;
        }
    }

    /** Networks with a code for a row. */
    interface Embeds extends Copies {

        /** The space of the codes. */
        Latent code();

        /** z of every row under every cluster, {@code [R, k, n, h]}, at rest. */
        Rows<Latent> embed(Trace t, Rows<Features> x);
    }

    /** Networks that give a row back. */
    interface Reconstructs extends Copies {

        /** x̂ of every row under every cluster, {@code [R, k, n, m]}, at rest; less the centre, where rows are centred. */
        Rows<Features> reconstruct(Trace t, Rows<Features> x);
    }

    /** Networks that make rows. */
    interface Generates extends Copies {

        /** Standard normal numbers wanted for a row. */
        int noise();

        /** A row of every cluster from each row of {@code noise}, {@code [k, n, m]}; less the centre, where rows are centred. */
        Operand<TFloat32> generate(Trace t, Operand<TFloat32> noise);
    }

    /** A cost from a row and its code. */
    @FunctionalInterface
    interface CodeCost {

        /** The cost of every row, {@code [R, k, n]}. */
        Operand<TFloat32> rows(Trace t, Rows<Features> target, Rows<Latent> z);
    }

    /** Any encoder with any loss, nothing shared: objective T. */
    static Tensorizable of(Encoder encoder, CodeCost cost) {
        return of(
                Encoder.of(encoder.in(), new Latent(encoder.in().row())),
                Arch.of(new Latent(encoder.in().row()), encoder.in()).then(encoder),
                cost);
    }

    /**
     * Any encoder with any loss, its last part one per cluster: objective PT.
     *
     * @param shared g_Ω
     * @param own g_Ψ
     * @param cost L
     */
    static Tensorizable of(Encoder shared, Arch<Latent, Latent> own, CodeCost cost) {
        Arch<Features, Latent> all = shared.then(own);
        return (x, omega, psi) -> {
            Model<Features, Latent> first = shared.bind(omega.at("encoder"));
            Model<Latent, Latent> second = own.bind(psi.at("encoder"));
            return new Embeds() {
                @Override
                public Latent code() {
                    return all.out();
                }

                @Override
                public Rows<Latent> embed(Trace t, Rows<Features> rows) {
                    return second.apply(t, first.apply(t, rows));
                }

                @Override
                public Operand<TFloat32> costs(Trace t, Rows<Features> rows, Rows<Features> target) {
                    return cost.rows(t, target, embed(t, rows));
                }
            };
        };
    }
}
