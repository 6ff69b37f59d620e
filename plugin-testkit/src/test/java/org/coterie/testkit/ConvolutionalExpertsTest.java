package org.coterie.testkit;

import java.util.List;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Rows;
import org.coterie.api.Trace;
import org.coterie.api.Vars;
import org.coterie.moesimvae.Convolutions;
import org.coterie.moesimvae.MoeSimVae;
import org.coterie.moesimvae.MoeSimVaeSettings;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Encoder, routing and experts of MoE-Sim-VAE's convolutions against central differences: pictures of 3×1 pixels, pooled once. */
class ConvolutionalExpertsTest {

    private static Gradients.Closure decoded(Vars v, Trace.Mode mode) {
        MoeSimVaeSettings.Network network = new MoeSimVaeSettings.Network(
                        List.of(),
                        2,
                        List.of(),
                        0,
                        List.of(),
                        MoeSimVaeSettings.Activation.ELU,
                        MoeSimVaeSettings.Norm.BATCH,
                        MoeSimVaeSettings.Noise.LEARNED)
                .with(new Convolutions(List.of(3, 1), List.of(2, 2), List.of(1), List.of(2)));
        MoeSimVae.Bound moe = MoeSimVaeSettings.of(3)
                .with(network)
                .architecture(Features.of(3))
                .bind(v);
        return (t, b) -> {
            Rows<Latent> z = moe.embed(t, b.x());
            Operand<TFloat32> scores = moe.scores(t, z).value();
            Operand<TInt32> to = t.m().argMax(scores);
            return t.m().beside(List.of(
                    scores, moe.experts().decode(t.in(mode), z, to).value()));
        };
    }

    @Test
    void gradientsAreThoseOfTheFormulaWhetherRowsAreRoutedOrNot() {
        Gradients.check()
                .of("routed", v -> decoded(v, Trace.Mode.TRAIN))
                .of("at-rest", v -> decoded(v, Trace.Mode.INFER))
                .verify();
    }
}
