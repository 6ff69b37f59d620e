package org.coterie.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.coterie.algorithms.Scores;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Preparation;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.plugins.Installed;

/** Fits baselines on one data set in this process; prints a line for each fit, or why there is none. */
final class BaselineCell {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private final BaselineData data;
    private final Path folder;

    BaselineCell(BaselineData data, Path folder) {
        this.data = data;
        this.folder = folder;
    }

    void run(List<BaselineVariant> variants, List<Long> seeds) throws IOException {
        Dataset rows = prepared(config(variants.get(0)));
        for (BaselineVariant variant : variants) {
            OUT.println("begin\t" + variant.name());
            try {
                for (long seed : variant.random() ? seeds : seeds.subList(0, 1)) {
                    fit(rows, variant, seed);
                }
            } catch (CoterieException e) {
                OUT.println("fault\t" + variant.name() + "\t"
                        + e.faults().get(0).what() + ": " + e.faults().get(0).got());
            } catch (OutOfMemoryError e) {
                OUT.println("fault\t" + variant.name() + "\tmore memory than "
                        + Runtime.getRuntime().maxMemory() / (1 << 20) + " MB");
            }
            OUT.println("end\t" + variant.name());
        }
    }

    private RunConfig config(BaselineVariant variant) throws IOException {
        Path file = Files.createTempFile("baseline", ".conf");
        try {
            String path = data.file().isEmpty()
                    ? ""
                    : ", file = \"" + folder.toAbsolutePath().resolve(data.file()) + "\"";
            Files.writeString(
                    file,
                    "method = " + variant.method() + "\ntransforms = [" + String.join(", ", data.transforms())
                            + "]\ndata { " + data.section() + path + " }\n");
            List<String> more = new ArrayList<>();
            if (variant.counts()) {
                more.add(variant.method() + ".k=" + data.k());
            }
            variant.settings().forEach(setting -> more.add(variant.method() + "." + setting));
            return new RunConfigReader(Installed.builtIn()).read(file, more);
        } finally {
            Files.delete(file);
        }
    }

    private Dataset prepared(RunConfig config) {
        Dataset read = config.data().opener().open();
        if (data.divisor() != 1) {
            float[] values = read.x().toArray();
            for (int e = 0; e < values.length; e++) {
                values[e] /= (float) data.divisor();
            }
            read = read.with(Table.of(read.x().rows(), read.x().columns(), values), read.features());
        }
        return Preparation.fit(
                        read,
                        config.transforms().stream()
                                .map(t -> new Preparation.Unfitted(t.id(), t.fitter()))
                                .toList())
                .prepared();
    }

    private void fit(Dataset rows, BaselineVariant variant, long seed) throws IOException {
        RunConfig config = config(variant);
        long began = System.nanoTime();
        try (Fitted model = Coterie.on(rows).seed(seed).fit(config.method()::plan)) {
            double fitted = (System.nanoTime() - began) / 1e9;
            int[] clusters = model.assign(rows.x());
            double asked = (System.nanoTime() - began) / 1e9 - fitted;
            Scores scores = Scores.of(rows.labels().orElseThrow().of(), clusters);
            double noise = Arrays.stream(clusters).filter(c -> c < 0).count() / (double) clusters.length;
            double inertia = variant.method().equals("kmeans")
                    ? inertia(rows.x(), clusters, model.fixed("centroids"))
                    : Double.NaN;
            OUT.println(String.format(
                    Locale.ROOT,
                    "fit\t%s\t%.6f\t%.6f\t%.6f\t%d\t%.4f\t%.3f\t%.3f\t%.9g",
                    variant.name(),
                    scores.acc(),
                    scores.nmi(),
                    scores.ari(),
                    model.clusters(),
                    noise,
                    fitted,
                    asked,
                    inertia));
        }
    }

    private static double inertia(Table x, int[] clusters, Table centres) {
        double sum = 0;
        for (int i = 0; i < clusters.length; i++) {
            for (int j = 0; j < x.columns(); j++) {
                double d = (double) x.at(i, j) - centres.at(clusters[i], j);
                sum += d * d;
            }
        }
        return sum;
    }
}
