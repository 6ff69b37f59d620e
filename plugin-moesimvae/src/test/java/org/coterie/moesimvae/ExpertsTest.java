package org.coterie.moesimvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Model;
import org.coterie.api.Rows;
import org.coterie.api.Trace;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Rows sorted to their experts give what each row would give alone with its expert, values and gradients. */
class ExpertsTest {
    private static final int[] TO = {2, 0, 2, 2, 0};
    private static final List<double[][]> START = List.of(
            Descent.waves(5, 2, 3, 7, 1), // codes
            Descent.waves(6, 3, 2, 5, 1)); // three experts, 2×3 each

    private static double expected(List<double[][]> w) {
        double total = 0;
        for (int i = 0; i < TO.length; i++) {
            for (int j = 0; j < 3; j++) {
                double y = 0;
                for (int d = 0; d < 2; d++) {
                    y += w.get(0)[i][d] * w.get(1)[2 * TO[i] + d][j];
                }
                total += y * y * (i + 1) / 15;
            }
        }
        return total;
    }

    private static Operand<TFloat32> decoded(Trace t, List<Operand<TFloat32>> w) {
        Features x = Features.of(3);
        Operand<TFloat32> stack = t.m().reshape(w.get(1), 3, 2, 3);
        Model<Latent, Features> experts = new Model<>() {
            @Override
            public Rows<Features> apply(Trace trace, Rows<Latent> z) {
                return Rows.of(x, trace.m().dot(z.value(), stack));
            }

            @Override
            public List<org.coterie.api.Var<TFloat32>> weights() {
                return List.of();
            }
        };
        Operand<TInt32> to = t.tf().constant(TO);
        Operand<TFloat32> y = new Experts(experts, 3, false, List.of())
                .decode(t, Rows.of(Latent.of(2), w.get(0)), to)
                .value();
        Operand<TFloat32> factor = t.m().reshape(
                        t.m().stack(List.of(
                                t.m().real(1 / 15.0),
                                t.m().real(2 / 15.0),
                                t.m().real(3 / 15.0),
                                t.m().real(4 / 15.0),
                                t.m().real(5 / 15.0))),
                        5,
                        1);
        return t.m().sum(t.m().sum(t.m().mul(t.m().square(y), factor), -1), -1);
    }

    @Test
    void rowsAreDecodedByTheirExpertAlone() {
        Descent step = Descent.of(START, (t, b, w) -> decoded(t, w));
        assertThat(step.against(START, ExpertsTest::expected)).isEmpty();
    }

    @Test
    void anExpertWithoutRowsHasNoGradient() {
        Descent step = Descent.of(START, (t, b, w) -> decoded(t, w));
        for (int e = 6; e < 12; e++) {
            assertThat(step.gradients().get(1)[e]).isZero();
        }
    }

    @Test
    void atRestAllExpertsAreAskedAndTheAnswerIsTheSame() {
        Descent step = Descent.of(START, (t, b, w) -> decoded(t.in(Trace.Mode.INFER), w));
        assertThat(step.loss()).isCloseTo(expected(START), within(1e-6));
    }
}
