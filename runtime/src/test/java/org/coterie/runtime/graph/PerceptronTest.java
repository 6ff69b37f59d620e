package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.coterie.api.Decoder;
import org.coterie.api.Encoder;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.junit.jupiter.api.Test;

/** The usual autoencoder, from its widths. */
class PerceptronTest {

    @Test
    void anEncoderGoesDownAndItsMirrorImageBackUp() {
        assertThat(Encoder.dense(Features.of(4), Latent.of(2), List.of(8, 6)))
                .hasToString("Encoder [4] dense [8] relu dense [6] relu dense [2]");
        assertThat(Decoder.mirrored(Latent.of(2), Features.of(4), List.of(8, 6)))
                .hasToString("Decoder [2] dense [6] relu dense [8] relu dense [4]");
    }

    @Test
    void withoutWidthsItIsOneLayer() {
        assertThat(Encoder.dense(Features.of(4), Latent.of(2), List.of())).hasToString("Encoder [4] dense [2]");
    }
}
