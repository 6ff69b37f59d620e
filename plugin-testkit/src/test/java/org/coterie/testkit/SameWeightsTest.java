package org.coterie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.coterie.api.Arch;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Decoder;
import org.coterie.api.Encoder;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layers;
import org.coterie.api.Model;
import org.coterie.api.Partitioner;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Scores;
import org.coterie.api.Stage;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/**
 * {@code torch-net.npz} was written by PyTorch 2.13.0, in single precision after {@code torch.manual_seed(0)}: encoder
 * {@code Linear(4, 3), tanh, Linear(3, 2)}, partitioner {@code Linear(2, 3), softmax}, decoder
 * {@code Linear(2, 3), relu, Linear(3, 4)}, made in this order, then {@code torch.randn(6, 4)} for the rows; weights transposed.
 */
class SameWeightsTest {

    private static SameWeights torch() {
        try {
            return SameWeights.in(
                    Path.of(SameWeightsTest.class.getResource("torch-net.npz").toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Plan net(Problem p, boolean bent, int code) {
        return net(p, bent, code, "decoder");
    }

    private static Plan net(Problem p, boolean bent, int code, String last) {
        Features x = p.features();
        Latent z = Latent.of(code);
        Encoder net = Encoder.of(x, z, Layers.dense(3), bent ? Layers.tanh() : Layers.relu(), Layers.dense(code));
        Model<Features, Latent> encoder = net.bind(p.vars().at("encoder"));
        Model<Latent, Scores> partitioner =
                Partitioner.of(z, 3, Layers.dense(3)).bind(p.vars().at("partitioner"));
        Arch<Latent, Features> back = Decoder.of(z, x, Layers.dense(3), Layers.relu(), Layers.dense(4));
        Model<Latent, Features> decoder = back.bind(p.vars().at(last));
        return Plan.of(p.vars())
                .stage(Stage.host("nothing", desk -> {}))
                .readout(
                        Readout.perRow(
                                "assign",
                                new Clusters(3),
                                (t, rows) -> t.soft(partitioner.apply(t, encoder.apply(t, rows)))),
                        Readout.perRow("embed", z, encoder::apply),
                        Readout.perRow("reconstruct", x, (t, rows) -> decoder.apply(t, encoder.apply(t, rows))));
    }

    @Test
    void aNetworkWithTheWeightsOfPyTorchAnswersAsItDoes() {
        torch().within(1e-6).verify(p -> net(p, true, 2));
    }

    @Test
    void aNetworkThatIsAnotherIsToldFromIt() {
        assertThat(torch().differences(p -> net(p, false, 2)))
                .isNotEmpty()
                .allMatch(d -> d.ours() != d.theirs())
                .anyMatch(d -> d.readout().equals("embed"));
        assertThatThrownBy(() -> torch().verify(p -> net(p, false, 2)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("numbers differ")
                .hasMessageContaining("readout=");
    }

    @Test
    void aParameterOfAnotherShapeIsNamed() {
        assertThatThrownBy(() -> torch().verify(p -> net(p, true, 5)))
                .isInstanceOfSatisfying(CoterieException.class, e -> {
                    assertThat(e.kind()).isEqualTo(CoterieException.Kind.ARTIFACT);
                    assertThat(e.getMessage()).contains("another shape", "decoder/1-dense/weight", "[2, 3]", "[5, 3]");
                });
    }

    @Test
    void aParameterNobodyKnowsAndOneThatIsMissingAreNamed() {
        assertThatThrownBy(() -> torch().verify(p -> {
                    Plan plan = net(p, true, 2);
                    p.vars().weight("more", Shape.of(2), Init.ones());
                    return plan;
                }))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("parameters are missing")
                .hasMessageContaining("more");
        assertThatThrownBy(() -> torch().verify(p -> net(p, true, 2, "other")))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("no such parameter");
    }
}
