package org.coterie.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coterie.model.store.AtomicFiles;
import org.coterie.model.store.NdArray;
import org.coterie.model.store.Npz;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.GraphDef;

/** Weights out of one run and into another; the graph, and what is computed in it. */
class WeightsTest {
    @TempDir
    private Path folder = Path.of("");

    private Path npz = Path.of("");

    @BeforeEach
    void aRun() throws IOException {
        npz = folder.resolve("weights.npz");
        Files.writeString(folder.resolve("run.conf"), """
                method = deepwak
                runs = "%s"
                threads = 1
                data { file = "shipped:iris", label = species }
                transforms = [z-score]
                report.enabled = false
                deepwak { k = 3, training { length = 5, restarts = 2 }, partitioner { layers = 2, width = 8 } }
                """.formatted(folder));
        run("name=first");
        assertThat(Spoken.by("weights", at("first"), "--out", npz.toString()).out())
                .contains("head/partitioner/1-dense/weight", "[2, 4, 8]", npz.toString());
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private Spoken run(String... settings) {
        String[] arguments = new String[3 + 2 * settings.length];
        arguments[0] = "run";
        arguments[1] = at("run.conf");
        arguments[2] = "--quiet";
        for (int i = 0; i < settings.length; i++) {
            arguments[3 + 2 * i] = "--set";
            arguments[4 + 2 * i] = settings[i];
        }
        return Spoken.by(arguments);
    }

    @Test
    void aRunThatHardlyMovesEndsWithTheWeightsItBeganWith() {
        Spoken said = run("name=second", "seed=9", "weights=\"weights.npz\"", "deepwak.training.rate=1e-9");
        assertThat(said.err()).isEmpty();
        Map<String, NdArray> first = Npz.read(npz);
        Map<String, NdArray> second = Npz.read(folder.resolve("second/model/parameters.npz"));
        assertThat(second.keySet()).isEqualTo(first.keySet());
        String weight = "head/partitioner/1-dense/weight";
        assertThat(second.get(weight).floats())
                .containsExactly(first.get(weight).floats(), within(1e-6f));
        assertThat(folder.resolve("second/resolved.conf")).content().contains("weights = \"" + npz + "\"");
        assertThat(folder.resolve("second/provenance.json")).content().contains("\"weights\": \"");
    }

    @Test
    void whatDoesNotFitIsSaidAtOnce() {
        Map<String, NdArray> changed = new LinkedHashMap<>(Npz.read(npz));
        changed.put("head/partitioner/1-dense/weight", NdArray.of(new float[6], 2, 3));
        changed.put("haed/bias", NdArray.of(new float[1], 1));
        AtomicFiles.write(npz, out -> Npz.write(out, changed));
        Spoken said = run("name=second", "weights=\"weights.npz\"");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .contains("2 problems")
                .contains("weights.npz!haed/bias: there is no such parameter")
                .contains("weights.npz!head/partitioner/1-dense/weight: a parameter is of another shape")
                .contains("got:      real [2, 3]", "expected: real [2, 4, 8]");
        assertThat(folder.resolve("second")).doesNotExist();
    }

    @Test
    void theGraphIsAFileForAViewer() throws IOException {
        Path file = folder.resolve("graph.pb");
        Spoken said = Spoken.by("explain", at("run.conf"), "--graph", file.toString());
        assertThat(said.out()).endsWith(file + "\n");
        GraphDef graph = GraphDef.parseFrom(Files.readAllBytes(file));
        assertThat(graph.getNodeList()).anyMatch(node -> node.getName().startsWith("bank/"));
    }

    @Test
    void anyTensorIsGivenByName() throws IOException {
        Path rows = folder.resolve("new.csv");
        Files.writeString(rows, """
                name,sepal_length_cm,sepal_width_cm,petal_length_cm,petal_width_cm
                a,5.1,3.5,1.4,0.2
                b,6.3,3.3,6.0,2.5
                """);
        Path npy = folder.resolve("tensor.npy");
        Spoken said =
                Spoken.by("predict", at("first"), rows.toString(), "--tensor", "assign/out", "--out", npy.toString());
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).startsWith("assign/out [2, 3]");
        byte[] bytes = Files.readAllBytes(npy);
        assertThat(bytes).hasSize(128 + 2 * 3 * 4);
        Spoken unknown = Spoken.by("predict", at("first"), rows.toString(), "--tensor", "nothing");
        assertThat(unknown.code()).isEqualTo(3);
        assertThat(unknown.err()).contains("computes no such tensor", "assign/out");
    }

    @Test
    void rowsKeepTheNamesOfAColumn() throws IOException {
        Path rows = folder.resolve("new.csv");
        Files.writeString(rows, """
                name,sepal_length_cm,sepal_width_cm,petal_length_cm,petal_width_cm
                a,5.1,3.5,1.4,0.2
                b,6.3,3.3,6.0,2.5
                """);
        Path csv = folder.resolve("out.csv");
        for (String model :
                new String[] {at("first"), folder.resolve("first/model").toString()}) {
            Spoken said = Spoken.by("predict", model, rows.toString(), "--id", "name", "--out", csv.toString());
            assertThat(said.err()).isEmpty();
            assertThat(Files.readAllLines(csv).get(1)).startsWith("a,");
            assertThat(Files.readAllLines(csv).get(2)).startsWith("b,");
        }
    }
}
