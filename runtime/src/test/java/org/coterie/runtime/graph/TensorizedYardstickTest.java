package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.coterie.algorithms.Agreement;
import org.coterie.api.data.Table;
import org.coterie.tensorized.Autoencoder;
import org.coterie.tensorized.Tensorized;
import org.coterie.tensorized.Training;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * TAE1 beside PyTorch 2.13.0 in single precision: twenty runs each, from the same first weights (uniform on ±1/√fan-in) and the
 * same seeds (scikit-learn's kmeans_plusplus), with the settings of the public code (penalty 0.1 on codes, 200 steps over all
 * rows). The file holds rows, classes, and of each run the ARI and the loss at the end, its seeds and its weights.
 */
class TensorizedYardstickTest {

    private record Run(double ari, double loss, int[] seeds, float[] weights) {}

    private record Yardstick(Table x, int[] classes, int k, double rate, List<Run> runs) {

        static Yardstick of(String set) throws IOException {
            List<float[]> x = new ArrayList<>();
            List<Run> runs = new ArrayList<>();
            int[] classes = {};
            int k = 0;
            double rate = 0;
            boolean within = false;
            try (BufferedReader in = new BufferedReader(new InputStreamReader(
                    Objects.requireNonNull(TensorizedYardstickTest.class.getResourceAsStream("tae-yardstick.txt")),
                    StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    String[] words = line.split(" ");
                    if (words[0].equals("set")) {
                        within = words[1].equals(set);
                    }
                    if (!within) {
                        continue;
                    }
                    switch (words[0]) {
                        case "set" -> {
                            k = Integer.parseInt(words[4]);
                            rate = Double.parseDouble(words[5]);
                        }
                        case "x" -> x.add(floats(words, 1));
                        case "y" -> classes = ints(words, 1, words.length);
                        case "run" ->
                            runs.add(new Run(
                                    Double.parseDouble(words[2]),
                                    Double.parseDouble(words[3]),
                                    ints(words, 4, 4 + k),
                                    floats(words, 4 + k)));
                        default -> throw new IOException(line);
                    }
                }
            }
            return new Yardstick(Table.of(x.toArray(new float[0][])), classes, k, rate, runs);
        }

        private static float[] floats(String[] words, int from) {
            float[] values = new float[words.length - from];
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.parseFloat(words[from + i]);
            }
            return values;
        }

        private static int[] ints(String[] words, int from, int to) {
            return Arrays.stream(words, from, to).mapToInt(Integer::parseInt).toArray();
        }

        /** Every row to its nearest seed. */
        int[] assigned(Run run) {
            int[] of = new int[x.rows()];
            for (int i = 0; i < of.length; i++) {
                double least = Double.MAX_VALUE;
                for (int j = 0; j < k; j++) {
                    double sum = 0;
                    for (int c = 0; c < x.columns(); c++) {
                        double apart = x.at(i, c) - x.at(run.seeds()[j], c);
                        sum += apart * apart;
                    }
                    if (sum < least) {
                        least = sum;
                        of[i] = j;
                    }
                }
            }
            return of;
        }

        float[] centres(int[] of) {
            float[] centres = new float[k * x.columns()];
            for (int j = 0; j < k; j++) {
                for (int c = 0; c < x.columns(); c++) {
                    double sum = 0;
                    int count = 0;
                    for (int i = 0; i < of.length; i++) {
                        if (of[i] == j) {
                            sum += x.at(i, c);
                            count++;
                        }
                    }
                    centres[j * x.columns() + c] = (float) (sum / count);
                }
            }
            return centres;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parallel", "orthogonal", "triangle", "lines3d"})
    void fromTheSameStartTwentyRunsEndWithTheSameClusters(String set) throws IOException {
        Yardstick y = Yardstick.of(set);
        int n = y.x().rows();
        int d = y.x().columns();
        int k = y.k();
        int restarts = y.runs().size();
        Tensorized tae = Tensorized.of(Autoencoder.linear(1).penalty(Autoencoder.Penalty.onCode(0.1)), k);
        Training how = Training.defaults()
                .start(Training.Start.Kind.K_MEANS_PLUS_PLUS)
                .restarts(restarts)
                .rate(y.rate());
        try (Lab lab = Lab.over(y.x()).plan(p -> tae.plan(p, how))) {
            float[] encoders = new float[restarts * k * d];
            float[] decoders = new float[restarts * k * d];
            float[] centres = new float[restarts * k * d];
            int[] assigned = new int[n * restarts];
            for (int r = 0; r < restarts; r++) {
                Run run = y.runs().get(r);
                System.arraycopy(run.weights(), 0, encoders, r * k * d, k * d);
                System.arraycopy(run.weights(), k * d, decoders, r * k * d, k * d);
                int[] of = y.assigned(run);
                System.arraycopy(y.centres(of), 0, centres, r * k * d, k * d);
                for (int i = 0; i < n; i++) {
                    assigned[i * restarts + r] = of[i];
                }
            }
            lab.engine.write("restart/cluster/encoder/1-linear/weight", encoders);
            lab.engine.write("restart/cluster/decoder/1-linear/weight", decoders);
            lab.engine.write("restart/cluster/centre", centres);
            lab.engine.write("restart/assigned", assigned);
            float[] shown = lab.step(200);
            int[] end = lab.engine.ints("restart/assigned");
            int same = 0;
            for (int r = 0; r < restarts; r++) {
                int[] of = new int[n];
                for (int i = 0; i < n; i++) {
                    of[i] = end[i * restarts + r];
                }
                double ari = Agreement.of(y.classes(), of).ari();
                if (Math.abs(ari - y.runs().get(r).ari()) < 1e-5) {
                    same++;
                    // at rate 0.1 Adam ends between two swings, some per cent apart
                    double tolerance = y.rate() < 0.1 ? 0.01 : 0.2;
                    assertThat((double) shown[shown.length - restarts + r])
                            .as("loss of run " + r)
                            .isCloseTo(
                                    y.runs().get(r).loss(),
                                    within(tolerance * y.runs().get(r).loss()));
                }
            }
            assertThat(same).as("runs of equal ARI").isGreaterThanOrEqualTo(18);
        }
    }
}
