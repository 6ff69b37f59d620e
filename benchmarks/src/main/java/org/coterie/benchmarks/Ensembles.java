package org.coterie.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.coterie.algorithms.Consensus;
import org.coterie.algorithms.Consensus.Way;
import org.coterie.algorithms.KMeans;
import org.coterie.algorithms.Scores;
import org.coterie.algorithms.Votes;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.baselines.GaussianMixtureMethod;
import org.coterie.baselines.GraphOptions;
import org.coterie.baselines.KMeansMethod;
import org.coterie.baselines.LeidenMethod;
import org.coterie.deepwak.Agreeing;
import org.coterie.deepwak.DeePWAKBlock;
import org.coterie.deepwak.DeepwakSettings;
import org.coterie.deepwak.Training;
import org.coterie.ensemble.Ensemble;
import org.coterie.ensemble.Member;
import org.coterie.model.fitted.Preparation;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.plugins.Installed;

/** Blocks of DeePWAK heads and mixed ensembles beside what they consist of; see {@code benchmarks/ensembles --help}. */
public final class Ensembles {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final PrintStream ERR = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    private static final int HEADS = 5;

    /** A data set: its classes, and what a configuration says of it. */
    private record Data(String name, int k, String file, String section, String transforms) {}

    private static final List<Data> ALL = List.of(
            new Data("iris", 3, "", "file = \"shipped:iris\", label = species", "min-max"),
            new Data(
                    "penguins",
                    3,
                    "",
                    "file = \"shipped:penguins\", label = species, ignore = [island, sex, year], missing = drop",
                    "z-score"),
            new Data("digits", 10, "", "file = \"shipped:digits\", label = digit", "min-max"),
            new Data("mfeat-zernike", 10, "mfeat_zernike/mfeat-zernike.tsv.gz", "label = target", "z-score"),
            new Data("gaussians", 8, "", "format = synthetic, generator = deepwak-gaussians", ""),
            new Data(
                    "pbmc68k-reduced",
                    10,
                    "singlecell/h5ad/pbmc68k_reduced.h5ad",
                    "format = h5ad, label = bulk_labels",
                    "{ type = pca, components = 50 }"),
            new Data(
                    "mnist-10k",
                    10,
                    "mnist/train-images-idx3-ubyte.gz",
                    "format = idx",
                    "{ type = first, rows = 10000 }, min-max"));

    private final Map<String, List<Scores>> table = new LinkedHashMap<>();
    private Path folder = Path.of("data");
    private List<String> blocks = List.of("digits", "gaussians", "mnist-10k");
    private List<String> mixed = List.of("iris", "penguins", "digits", "mfeat-zernike", "gaussians", "pbmc68k-reduced");
    private List<Long> seeds = List.of(0L, 1L, 2L, 3L, 4L);

    private int steps = 1500;

    private Ensembles() {}

    /** The program. */
    public static void main(String[] args) throws IOException {
        Ensembles self = new Ensembles();
        for (int i = 0; i + 1 < args.length; i += 2) {
            List<String> values = args[i + 1].isEmpty() ? List.of() : Arrays.asList(args[i + 1].split(",", -1));
            switch (args[i]) {
                case "--folder" -> self.folder = Path.of(args[i + 1]);
                case "--blocks" -> self.blocks = values;
                case "--mixed" -> self.mixed = values;
                case "--steps" -> self.steps = Integer.parseInt(args[i + 1]);
                case "--seeds" ->
                    self.seeds = values.stream().map(Long::valueOf).toList();
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        self.run();
    }

    private void run() throws IOException {
        OUT.println("| data | what | ACC | NMI | ARI |\n|---|---|---|---|---|");
        for (Data data : ALL) {
            if (blocks.contains(data.name()) && there(data)) {
                Dataset rows = prepared(data);
                for (long seed : seeds) {
                    kMeans(data, rows, seed);
                    block(data, rows, data.k(), seed);
                    block(data, rows, 2 * data.k(), seed);
                }
                print(data);
            }
        }
        for (Data data : ALL) {
            if (mixed.contains(data.name()) && there(data)) {
                Dataset rows = prepared(data);
                for (long seed : seeds) {
                    mixed(data, rows, seed);
                }
                print(data);
            }
        }
    }

    private boolean there(Data data) {
        boolean there = data.file().isEmpty() || Files.exists(folder.resolve(data.file()));
        if (!there) {
            ERR.println(data.name() + ": skipped, there is no " + data.file());
        }
        return there;
    }

    private Dataset prepared(Data data) throws IOException {
        Path file = Files.createTempFile("ensembles", ".conf");
        try {
            String path = data.file().isEmpty()
                    ? ""
                    : ", file = \"" + folder.toAbsolutePath().resolve(data.file()) + "\"";
            Files.writeString(
                    file,
                    "method = kmeans\ntransforms = [" + data.transforms() + "]\ndata { " + data.section() + path
                            + " }\n");
            RunConfig config = new RunConfigReader(Installed.builtIn()).read(file, List.of());
            List<Preparation.Unfitted> transforms = config.transforms().stream()
                    .map(t -> new Preparation.Unfitted(t.id(), t.fitter()))
                    .toList();
            return Preparation.fit(config.data().opener().open(), transforms).prepared();
        } finally {
            Files.delete(file);
        }
    }

    private void note(String what, Dataset rows, int[] clusters) {
        Scores scores = Scores.of(rows.labels().orElseThrow().of(), clusters);
        table.computeIfAbsent(what, w -> new ArrayList<>()).add(scores);
        ERR.printf(Locale.ROOT, "%s %.3f%n", what, scores.acc());
    }

    private void kMeans(Data data, Dataset rows, long seed) {
        note(
                "k-means",
                rows,
                KMeans.of(data.k()).fit(rows.x(), new SplittableRandom(seed)).labels());
    }

    /** Five heads without autoencoder. */
    private static DeePWAKBlock heads(Features x, int k, int clusters) {
        DeepwakSettings d = DeepwakSettings.defaults();
        DeepwakSettings s =
                new DeepwakSettings(k, d.partitioner(), d.autoencoder(), d.kernel(), d.training(), d.block());
        return DeePWAKBlock.of(s.architecture(x), HEADS).agreeing(Agreeing.kMeans(clusters));
    }

    private void block(Data data, Dataset rows, int k, long seed) {
        String of = HEADS + " heads of " + k + ": ";
        try (Fitted model = Coterie.on(rows)
                .seed(seed)
                .fit(problem -> heads(problem.features(), k, data.k())
                        .plan(problem, Training.defaults().steps(steps)))) {
            int[] widths = new int[HEADS];
            Arrays.fill(widths, k);
            List<Table> members = Consensus.apart(model.ask("heads", rows.x()), widths);
            members.forEach(member -> note(of + "each head", rows, Consensus.labels(member)));
            note(of + "k-means, the model's answer", rows, model.assign(rows.x()));
            double[] weights = Consensus.equalWeights(HEADS);
            for (Way way : List.of(Way.SOFT, Way.HARD)) {
                note(
                        of + way.name().toLowerCase(Locale.ROOT) + " co-association",
                        rows,
                        joined(data, members, weights, way));
            }
        }
    }

    private static int[] joined(Data data, List<Table> members, double[] weights, Way way) {
        int[] labels = Consensus.by(way, data.k()).of(members, weights, new SplittableRandom(0));
        return Consensus.labels(
                Votes.settled(members, weights, labels, data.k()).of(members));
    }

    private void mixed(Data data, Dataset rows, long seed) {
        int k = data.k();
        Ensemble ensemble = Ensemble.of(
                        Member.of(problem -> heads(problem.features(), 2 * k, k)
                                .plan(problem, Training.defaults().steps(steps))),
                        Member.of(new KMeansMethod(), KMeansMethod.Options.of(k)),
                        Member.of(new LeidenMethod(), new GraphOptions(15, 1, 10, 100, 20_000)),
                        Member.of(new GaussianMixtureMethod(), GaussianMixtureMethod.Options.of(k)))
                .into(k);
        try (Fitted model = Coterie.on(rows).seed(seed).fit(ensemble::plan)) {
            List<Table> members = Consensus.apart(model.ask("members", rows.x()), k, k, 100, k);
            List<String> names = List.of("DeePWAK, five heads of " + 2 * k, "k-means", "Leiden", "mixture");
            for (int h = 0; h < names.size(); h++) {
                note("member: " + names.get(h), rows, Consensus.labels(members.get(h)));
            }
            note("ensemble: k-means, by stability (the default)", rows, model.assign(rows.x()));
            double[] equal = Consensus.equalWeights(members.size());
            double[] stable = Consensus.stabilityWeights(members);
            note("ensemble: k-means, equal weights", rows, joined(data, members, equal, Way.K_MEANS));
            note("ensemble: soft, by stability", rows, joined(data, members, stable, Way.SOFT));
            note("ensemble: hard, by stability", rows, joined(data, members, stable, Way.HARD));
        }
    }

    private void print(Data data) {
        table.forEach((what, all) -> OUT.println("| " + data.name() + " | " + what + " | "
                + spread(all.stream().mapToDouble(Scores::acc).toArray()) + " | "
                + spread(all.stream().mapToDouble(Scores::nmi).toArray()) + " | "
                + spread(all.stream().mapToDouble(Scores::ari).toArray()) + " |"));
        table.clear();
    }

    /** Median [least, most]. */
    private static String spread(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", Median.of(values), sorted[0], sorted[sorted.length - 1]);
    }
}
