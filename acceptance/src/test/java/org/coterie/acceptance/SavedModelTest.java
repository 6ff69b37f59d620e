package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coterie.acceptance.Shell.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SavedModel of a run belongs to anyone with TensorFlow: no class of this project is on the path below. */
class SavedModelTest {
    private static final int ROWS = 40;
    private static final String MODEL = "runs/rows/model/saved-model";

    private static final String JAVA_READER = """
            import org.tensorflow.*;
            import org.tensorflow.ndarray.*;
            import org.tensorflow.types.*;

            public class Reader {
                public static void main(String[] args) {
                    float[][] rows = new float[%d][];
                    for (int i = 0; i < rows.length; i++) {
                        rows[i] = new float[] {(i %% 2) + i * 0.01f, (i %% 4) * 0.25f};
                    }
                    try (SavedModelBundle bundle = SavedModelBundle.load(args[0]);
                            TFloat32 x = TFloat32.tensorOf(StdArrays.ndCopyOf(rows));
                            Result result = bundle.function("assign").call(java.util.Map.of("x", x))) {
                        TFloat32 k = (TFloat32) result.get(0);
                        for (int i = 0; i < rows.length; i++) {
                            System.out.println(Math.max(k.getFloat(i, 0), k.getFloat(i, 1)));
                        }
                    }
                }
            }
            """.formatted(ROWS);

    private static final String PYTHON_READER = """
            import sys
            import tensorflow as tf
            x = [[(i %% 2) + i * 0.01, (i %% 4) * 0.25] for i in range(%d)]
            model = tf.saved_model.load(sys.argv[1])
            k = model.signatures["assign"](x=tf.constant(x, tf.float32))["assign"]
            for row in k.numpy():
                print(float(max(row)))
            for name in ("embed", "reconstruct"):
                model.signatures[name](x=tf.constant(x, tf.float32))
            model.signatures["centroids"]()
            """.formatted(ROWS);

    @TempDir
    Path folder;

    @BeforeEach
    void train() throws IOException, InterruptedException {
        StringBuilder csv = new StringBuilder("a,b\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append(i % 2 + i * 0.01f).append(',').append(i % 4 * 0.25f).append('\n');
        }
        Shell.write(folder, "rows.csv", csv.toString());
        Shell.write(folder, "rows.conf", """
                method = deepwak
                data { file = rows.csv }
                deepwak { k = 2, training { length = 100, restarts = 2 } }
                """);
        assertThat(Shell.run(folder, "run", "rows.conf").code()).isZero();
    }

    private void sameNumbers(Result reader) throws IOException {
        assertThat(reader.code()).as(reader.err()).isZero();
        List<Float> expected = Files.readAllLines(folder.resolve("runs/rows/assignments.csv")).stream()
                .skip(1)
                .map(line -> Float.parseFloat(line.split(",", -1)[2]))
                .toList();
        List<Float> read = reader.out().lines().map(Float::parseFloat).toList();
        assertThat(read).hasSameSizeAs(expected);
        for (int i = 0; i < ROWS; i++) {
            assertThat(read.get(i)).isCloseTo(expected.get(i), within(1e-6f));
        }
    }

    @Test
    void aJvmWithTensorFlowAloneReadsIt() throws IOException, InterruptedException {
        Shell.write(folder, "Reader.java", JAVA_READER);
        List<String> command = Shell.java();
        command.addAll(List.of("--add-modules", "tensorflow", "Reader.java", MODEL));
        sameNumbers(Shell.finish(folder, Shell.process(folder, command)));
    }

    /** Set PYTHON to an interpreter with TensorFlow where python3 has none. */
    @Test
    void pythonReadsIt() throws IOException, InterruptedException {
        String python = System.getenv().getOrDefault("PYTHON", "python3");
        boolean there;
        try {
            there = Shell.finish(folder, Shell.process(folder, List.of(python, "-c", "import tensorflow")))
                            .code()
                    == 0;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, "there is no Python with TensorFlow");
        Shell.write(folder, "reader.py", PYTHON_READER);
        sameNumbers(Shell.finish(folder, Shell.process(folder, List.of(python, "reader.py", MODEL))));
    }
}
