package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.coterie.api.Features;
import org.coterie.api.Var;
import org.coterie.idc.Idc;
import org.coterie.idc.IdcSettings;
import org.junit.jupiter.api.Test;

class ResnetTest {

    /** 11,173,962 are the parameters of PyTorch's ResNet-18 with a first convolution of 3×3 and ten outputs. */
    @Test
    void ofFourGroupsTheEncoderIsResnet18() {
        Idc idc = IdcSettings.of(10)
                .with(IdcSettings.Sizes.defaults().pictures(32, 32, List.of(64, 128, 256, 512)))
                .architecture(Features.of(3072));
        long numbers = idc.encoder().bind(new Declarations().root()).weights().stream()
                .map(Var::shape)
                .mapToLong(shape -> shape.size())
                .sum();
        assertThat(numbers).isEqualTo(11_173_962);
        assertThat(idc.encoder()).asString().contains("[32, 32, 64]", "[16, 16, 128]", "[8, 8, 256]", "[4, 4, 512]");
        assertThat(idc.decoder()).asString().contains("[1, 1, 512]", "[4, 4, 512]", "[32, 32, 64]", "[32, 32, 3]");
    }
}
