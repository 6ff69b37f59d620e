package org.coterie.tensorized;

import java.util.List;
import org.coterie.api.Desk;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Rows;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The restricted Boltzmann machine of the papers: visible x in [0, 1], hidden z in {0, 1}, energy −xᵀa − zᵀb − xᵀWz; nothing is
 * shared. Training follows contrastive divergence, the gradient of mean F(x) − mean F(x′) with x′ held fixed, F(x) = −aᵀx − Σ
 * softplus(b + Wᵀx). In print the objective subtracts ln A twice and minimises a likelihood.
 *
 * @param hidden H, hidden units
 * @param chain from where x′ comes
 * @param steps Gibbs steps to x′, at least 1
 * @param assignment what clusters compare
 */
public record BoltzmannMachine(int hidden, Chain chain, int steps, Assignment assignment) implements Tensorizable {
    /** Persistent chains of each machine. */
    private static final int CHAINS = 50;
    /** Gibbs steps to a generated row. */
    private static final int DRAWN_AFTER = 20;

    /** From where the x′ of a step comes. */
    public enum Chain {
        /** From the rows of the step: contrastive divergence, CD. */
        FROM_DATA,
        /** From where the last step left chains: PCD. */
        PERSISTENT
    }

    /** What clusters compare. */
    public enum Assignment {
        /** Cross-entropy of x and its reconstruction σ(a + W σ(b + Wᵀx)), mean over columns. */
        RECONSTRUCTION,
        /** F(x); machines differ by ln A, which is not known, so this favours whichever has the larger. */
        FREE_ENERGY
    }

    /** Checks the sizes. */
    public BoltzmannMachine {
        Training.check("hidden", hidden >= 1, hidden, "at least 1");
        Training.check("steps", steps >= 1, steps, "at least 1");
    }

    /** 64 hidden units, CD-1, clusters by reconstruction. */
    public static BoltzmannMachine of() {
        return new BoltzmannMachine(64, Chain.FROM_DATA, 1, Assignment.RECONSTRUCTION);
    }

    @Override
    public Copies bind(Features x, Vars omega, Vars psi) {
        int m = x.width();
        return new Machines(
                this,
                Latent.of(hidden),
                psi.weight("w", Shape.of(m, hidden), Init.normal(0.01)),
                psi.weight("a", Shape.of(1, m), Init.zeros()),
                psi.weight("b", Shape.of(1, hidden), Init.zeros()),
                psi.state("chain", Shape.of(chain == Chain.PERSISTENT ? CHAINS : 1, m), Init.uniform(0, 1)));
    }

    /** One machine per cluster. */
    record Machines(
            BoltzmannMachine design,
            Latent code,
            Var<TFloat32> w,
            Var<TFloat32> a,
            Var<TFloat32> b,
            Var<TFloat32> chain)
            implements Embeds, Reconstructs, Generates, Begun.Networks, UnitInterval {

        @Override
        public boolean probabilities() {
            return true;
        }

        /** P(z = 1 | x) = σ(b + Wᵀx). */
        private Operand<TFloat32> up(Trace t, Operand<TFloat32> x) {
            return t.m().sigmoid(t.m().affine(x, t.read(w), t.read(b)));
        }

        /** a + Wz, the logits of P(x = 1 | z). */
        private Operand<TFloat32> down(Trace t, Operand<TFloat32> z) {
            return t.m().add(t.m().dotBT(z, t.read(w)), t.read(a));
        }

        /** x′ after so many Gibbs steps: hidden units drawn, visible ones as probabilities. */
        private Operand<TFloat32> gibbs(Trace t, Operand<TFloat32> x) {
            Operand<TFloat32> now = x;
            for (int i = 0; i < design.steps(); i++) {
                Operand<TFloat32> h = up(t, now);
                Operand<TFloat32> z = t.m().less(t.repeatedNoise("hidden").uniform(h), h);
                now = t.m().sigmoid(down(t, z));
            }
            return t.m().stop(now);
        }

        /** F(x), {@code [R, k, n]}. */
        private Operand<TFloat32> energy(Trace t, Operand<TFloat32> x) {
            Maths m = t.m();
            Operand<TFloat32> linear = m.sum(m.dotBT(x, t.read(a)), -1);
            Operand<TFloat32> soft = m.sum(m.softplus(m.affine(x, t.read(w), t.read(b))), -1);
            return m.neg(m.add(linear, soft));
        }

        @Override
        public Operand<TFloat32> costs(Trace t, Rows<Features> x, Rows<Features> target) {
            Maths m = t.m();
            if (design.assignment() == Assignment.FREE_ENERGY) {
                return energy(t, x.value());
            }
            Operand<TFloat32> l = down(t, up(t, x.value()));
            Operand<TFloat32> rest = m.log1p(m.exp(m.neg(m.abs(l))));
            return m.mean(m.add(m.sub(m.relu(l), m.mul(l, target.value())), rest), -1);
        }

        @Override
        public Operand<TFloat32> descended(Trace t, Rows<Features> x, Rows<Features> target, Operand<TFloat32> costs) {
            Maths m = t.m();
            if (design.chain() == Chain.FROM_DATA) {
                return m.sub(energy(t, x.value()), energy(t, gibbs(t, x.value())));
            }
            Operand<TFloat32> next = gibbs(t, t.read(chain));
            t.write(chain, old -> next);
            return m.sub(energy(t, x.value()), m.meanKept(energy(t, next), -1));
        }

        @Override
        public Rows<Latent> embed(Trace t, Rows<Features> x) {
            return Rows.of(code, up(t, x.value()));
        }

        @Override
        public Rows<Features> reconstruct(Trace t, Rows<Features> x) {
            return Rows.of(x.space(), t.m().sigmoid(down(t, up(t, x.value()))));
        }

        @Override
        public int noise() {
            return DRAWN_AFTER * design.hidden();
        }

        /** From the mean-field of the visible biases, so many Gibbs steps; uniform numbers from normal ones. */
        @Override
        public Operand<TFloat32> generate(Trace t, Operand<TFloat32> noise) {
            Maths m = t.m();
            int h = design.hidden();
            Operand<TFloat32> x = m.sigmoid(t.read(a));
            for (int i = 0; i < DRAWN_AFTER; i++) {
                Operand<TFloat32> uniform = m.normalCdf(m.columns(noise, i * h, (i + 1) * h));
                x = m.sigmoid(down(t, m.less(uniform, up(t, x))));
            }
            return x;
        }

        /** Visible biases begin as the logits of the means of the clusters. */
        @Override
        public void begin(Desk desk, List<Begun> starts) {
            int m = desk.data().columns();
            int k = starts.get(0).centres().rows();
            float[] values = new float[starts.size() * k * m];
            for (int i = 0; i < values.length; i++) {
                double mean = starts.get(i / (k * m)).centres().at(i / m % k, i % m);
                double p = Math.min(0.99, Math.max(0.01, mean));
                values[i] = (float) Math.log(p / (1 - p));
            }
            desk.write(a, values);
        }
    }
}
