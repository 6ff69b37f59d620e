package org.coterie.runtime.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Card;
import org.coterie.model.fitted.FittedModel;
import org.coterie.model.store.AtomicFiles;
import org.coterie.model.store.Csv;
import org.coterie.runtime.graph.Streams;

/**
 * New rows drawn from a model: its readout {@code generate}, which takes cluster numbers and standard normal noise, see
 * {@link org.coterie.api.Readout#drawn}. The same wish gives the same rows.
 *
 * @param cluster of which cluster; of all, one after the other, where it is empty
 * @param count rows of each cluster, 1 to 1,000,000
 * @param seed where the noise begins
 * @param between whether the rows of a cluster lie on the line between two draws instead of being drawn each by itself
 */
public record Drawing(OptionalInt cluster, int count, long seed, boolean between) {
    private static final String READOUT = "generate";

    /** Rows drawn at once. */
    private static final int CHUNK = 1024;

    /** Checks the range. */
    public Drawing {
        if (count < 1 || count > 1_000_000) {
            throw Fault.of("a number of rows is out of range")
                    .at("--count")
                    .got(count)
                    .expected("1 to 1000000")
                    .as(CoterieException.Kind.CONFIG);
        }
    }

    /** Writes the rows as CSV: their cluster, and what the readout gives; returns how many. */
    int write(FittedModel model, Path file) {
        Card.Answer answer = model.card().answers().stream()
                .filter(a -> a.name().equals(READOUT) && a.kind().equals("drawn"))
                .findFirst()
                .orElseThrow(() -> Fault.of("this model does not generate rows")
                        .got("it answers " + String.join(", ", model.readouts()))
                        .expected("a readout " + READOUT)
                        .as(CoterieException.Kind.CONFIG));
        int k = model.clusters();
        if (cluster.isPresent() && (cluster.getAsInt() < 0 || cluster.getAsInt() >= k)) {
            throw Fault.of("there is no such cluster")
                    .at("--cluster")
                    .got(cluster.getAsInt())
                    .expected("0 to " + (k - 1))
                    .as(CoterieException.Kind.CONFIG);
        }
        int first = cluster.orElse(0);
        int last = cluster.orElse(k - 1);
        List<String> header = new ArrayList<>(List.of("cluster"));
        header.addAll(answer.columns());
        AtomicFiles.write(file, out -> {
            Csv csv = new Csv(out, header);
            for (int c = first; c <= last; c++) {
                float[] noise = noise(c, answer.noise());
                for (int from = 0; from < count; from += CHUNK) {
                    chunk(model, csv, c, noise, from, answer.noise());
                }
            }
        });
        return (last - first + 1) * count;
    }

    private void chunk(FittedModel model, Csv csv, int c, float[] noise, int from, int width)
            throws java.io.IOException {
        int n = Math.min(CHUNK, count - from);
        int[] which = new int[n];
        java.util.Arrays.fill(which, c);
        float[] some = java.util.Arrays.copyOfRange(noise, from * width, (from + n) * width);
        Table rows = model.drawn(READOUT, which, Table.of(n, width, some));
        for (int i = 0; i < n; i++) {
            List<Object> cells = new ArrayList<>(List.of(c));
            for (int j = 0; j < rows.columns(); j++) {
                cells.add(rows.at(i, j));
            }
            csv.row(cells);
        }
    }

    /** Count × width normal numbers of a cluster's own stream; on a line where that is wanted. */
    private float[] noise(int c, int width) {
        RandomGenerator random = new Streams(seed).stream("generate/" + c);
        float[] noise = new float[Math.multiplyExact(count, width)];
        for (int e = 0; e < noise.length; e++) {
            noise[e] = (float) random.nextGaussian();
        }
        if (between && count > 2) {
            int end = (count - 1) * width;
            for (int i = 1; i < count - 1; i++) {
                double share = i / (count - 1.0);
                for (int j = 0; j < width; j++) {
                    noise[i * width + j] = (float) ((1 - share) * noise[j] + share * noise[end + j]);
                }
            }
        }
        return noise;
    }
}
