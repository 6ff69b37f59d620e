package org.coterie.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.coterie.algorithms.Scores;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.coterie.tensorized.Activation;
import org.coterie.tensorized.Autoencoder;
import org.coterie.tensorized.Autoencoder.Penalty;
import org.coterie.tensorized.BoltzmannMachine;
import org.coterie.tensorized.Contrast;
import org.coterie.tensorized.Tensorizable;
import org.coterie.tensorized.Tensorized;
import org.coterie.tensorized.Training;
import org.coterie.tensorized.Training.Start.Kind;
import org.coterie.tensorized.VariationalAutoencoder;

/** Tensorizations beside their plain counterparts and k-means; see {@code benchmarks/tensorized --help}. */
public final class TensorizedTables {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final Training PAPER = Training.defaults().start(Kind.K_MEANS_PLUS_PLUS);
    private static final Autoencoder CODED = Autoencoder.linear(1).penalty(Penalty.onCode(0.1));

    /** Mean and deviation over twenty seeds (autoencoders ten) of PyTorch, in the order of the sets; negative: not measured. */
    private static final Map<String, double[][]> REFERENCE = Map.of(
            "AE1",
            new double[][] {{.227, .973, .491, .562, .594, .773}, {0, 0, 0, 0, 0, 0}},
            "AE3",
            new double[][] {{.418, .960, .824, .664, .634, .680}, {.362, 0, .042, .043, .019, .041}},
            "TAE1",
            new double[][] {{.766, 1, .977, .958, .681, .762}, {.378, 0, .007, .186, .193, .197}},
            "TAE2",
            new double[][] {{.952, 1, .936, 1, .845, .783}, {.213, 0, .031, 0, .166, .161}},
            "PTAE, shared 2",
            new double[][] {{.933, .855, .855, .675, .861, .765}, {.208, .305, .215, .092, .187, .201}},
            "PTAE, shared k + 1",
            new double[][] {{.965, 1, .838, .958, .841, .716}, {.158, 0, .222, .186, .187, .190}},
            "TAE1, ReLU on codes",
            new double[][] {{-1, -1, -1, -1, .729, .615}, {0, 0, 0, 0, .149, .106}});

    private TensorizedTables() {}

    /** The program. */
    public static void main(String[] args) throws IOException {
        List<String> tables = List.of("defaults", "free", "plain", "mnist5", "tvae", "trbm", "tcl");
        Path folder = Path.of("data");
        int runs = 100;
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--tables" -> tables = Arrays.asList(args[i + 1].split(",", -1));
                case "--folder" -> folder = Path.of(args[i + 1]);
                case "--runs" -> runs = Integer.parseInt(args[i + 1]);
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        for (String table : tables) {
            switch (table) {
                case "defaults" -> defaults();
                case "free" -> free(runs);
                case "plain" -> plain();
                case "mnist5" -> mnist5(folder);
                case "tvae" -> tvae(folder);
                case "trbm" -> trbm(folder);
                case "tcl" -> tcl(folder);
                default -> throw new IllegalArgumentException("no table " + table);
            }
        }
    }

    private static void title(String title, String... columns) {
        OUT.println("\n## " + title + "\n\n| " + String.join(" | ", columns) + " |\n" + "|---".repeat(columns.length)
                + "|");
    }

    private static void row(Object... cells) {
        StringBuilder text = new StringBuilder("|");
        for (Object cell : cells) {
            text.append(' ')
                    .append(cell instanceof Double number ? String.format(Locale.ROOT, "%.3f", number) : cell)
                    .append(" |");
        }
        OUT.println(text);
    }

    private static String numbers(double... values) {
        List<String> all = new ArrayList<>();
        for (double value : values) {
            all.add(String.format(Locale.ROOT, "%.3f", value));
        }
        return String.join(" ", all);
    }

    // ---------------------------------------------------------------------------------------- lines, penguins, iris

    private static void defaults() throws IOException {
        title(
                "Defaults: k-planes, ten restarts, seeds 0 to 4",
                "data",
                "TAE1",
                "k-means",
                "PTAE, shared k + 1, seed 0",
                "AE1, plain, seed 0");
        for (TensorizedData set : TensorizedData.SETS) {
            Dataset data = set.open();
            Tensorized tae = Tensorized.of(Autoencoder.linear(1), set.k());
            Tensorized ptae = Tensorized.of(Autoencoder.linear(1).shared(set.k() + 1), set.k());
            row(
                    set.name(),
                    numbers(fits(data, tae, Training.defaults(), 5)),
                    numbers(LongStream.range(0, 5)
                            .mapToDouble(seed -> TensorizedRuns.kMeans(data, set.k(), seed))
                            .toArray()),
                    numbers(fits(data, ptae, Training.defaults(), 1)),
                    numbers(fits(data, tae.asPlain(), Training.defaults(), 1)));
        }
    }

    private static double[] fits(Dataset data, Tensorized what, Training how, int seeds) {
        return LongStream.range(0, seeds)
                .mapToDouble(seed -> TensorizedRuns.fit(data, what, how, seed))
                .toArray();
    }

    private static void free(int runs) throws IOException {
        title(
                "Free seeds, the settings of the public code: " + runs + " runs as one stack",
                "network",
                "data",
                "ARI, mean",
                "deviation",
                "PyTorch",
                "difference in standard errors",
                "best by cost of ten",
                "runs at 0.95");
        List<Double> apart = new ArrayList<>();
        for (int s = 0; s < TensorizedData.SETS.size(); s++) {
            TensorizedData set = TensorizedData.SETS.get(s);
            Dataset data = set.open();
            int wide = set.k() + 1;
            apart.add(free("TAE1", s, data, CODED, runs));
            apart.add(free("TAE2", s, data, CODED.own(2), runs));
            apart.add(free("PTAE, shared 2", s, data, CODED.shared(2), runs));
            apart.add(free("PTAE, shared k + 1", s, data, CODED.shared(wide), runs));
            if (s >= 4) {
                Autoencoder bent = new Autoencoder(
                        List.of(), List.of(), 1, Activation.LINEAR, Activation.RELU, false, Penalty.onCode(0.1));
                apart.add(free("TAE1, ReLU on codes", s, data, bent, runs));
            }
        }
        OUT.println("\nMean difference: "
                + numbers(apart.stream().mapToDouble(d -> d).average().orElse(0)));
    }

    private static double free(String name, int s, Dataset data, Tensorizable network, int runs) {
        TensorizedData set = TensorizedData.SETS.get(s);
        TensorizedRuns found = TensorizedRuns.of(
                data, Tensorized.of(network, set.k()), PAPER.rate(set.rate()).restarts(runs), 0);
        double[][] reference = REFERENCE.get(name);
        double theirs = reference[0][s];
        double error = Math.sqrt(Math.pow(found.deviation(), 2) / runs + Math.pow(reference[1][s], 2) / 20);
        double difference = found.mean() - theirs;
        row(
                name,
                set.name(),
                found.mean(),
                found.deviation(),
                theirs,
                difference == 0 ? 0.0 : error == 0 ? Double.NaN : difference / error,
                found.bestOf(10),
                Arrays.stream(found.ari()).filter(ari -> ari >= 0.95).count() + " of " + runs);
        return difference;
    }

    private static void plain() throws IOException {
        title(
                "Plain counterparts: one network, k-means on its codes; batches of 10, 100 epochs, seeds 0 to 9",
                "network",
                "data",
                "ARI, mean",
                "deviation",
                "PyTorch");
        Training how = PAPER.restarts(1).batch(10).epochs(100);
        for (int s = 0; s < TensorizedData.SETS.size(); s++) {
            TensorizedData set = TensorizedData.SETS.get(s);
            Dataset data = set.open();
            Autoencoder none = Autoencoder.linear(1).penalty(Penalty.onCode(0));
            Map<String, Autoencoder> all = Map.of("AE1", none, "AE2", none.own(2), "AE3", wide(set.k()));
            for (String name : List.of("AE1", "AE2", "AE3")) {
                double[] found =
                        fits(data, Tensorized.of(all.get(name), set.k()).asPlain(), how, 10);
                row(
                        name,
                        set.name(),
                        TensorizedRuns.mean(found),
                        TensorizedRuns.deviation(found),
                        REFERENCE.containsKey(name) ? REFERENCE.get(name)[0][s] : "");
            }
        }
    }

    private static Autoencoder wide(int k) {
        return Autoencoder.linear(k).own(2).penalty(Penalty.onCode(0));
    }

    // ------------------------------------------------------------------------------------------------------ digits

    private static void mnist5(Path folder) throws IOException {
        title(
                "MNIST, the first 200 test images of 0 to 4; 100 steps",
                "method",
                "seed",
                "best by cost of twenty",
                "mean",
                "deviation",
                "k-means");
        Dataset data =
                TensorizedData.digits(folder, 200, "0", "1", "2", "3", "4").open();
        Autoencoder ten = Autoencoder.linear(10).penalty(Penalty.onCode(0.001));
        Training how = PAPER.restarts(20).epochs(100);
        for (long seed = 0; seed < 2; seed++) {
            TensorizedRuns found = TensorizedRuns.of(data, Tensorized.of(ten, 5), how, seed);
            row(
                    "TAE1, codes of 10",
                    seed,
                    found.bestOf(20),
                    found.mean(),
                    found.deviation(),
                    TensorizedRuns.kMeans(data, 5, seed));
        }
        double[] plain = fits(data, Tensorized.of(ten, 5).asPlain(), how.restarts(1), 3);
        row("AE1, codes of 10", "0 to 2", numbers(plain), TensorizedRuns.mean(plain), "", "");
    }

    private static void tvae(Path folder) throws IOException {
        title(
                "TVAE on the first 200 test images of 0, 1 and 9, and the next 200; VAE beside",
                "method",
                "seed",
                "ARI, training rows",
                "ARI, new rows",
                "k-means");
        Dataset both = TensorizedData.digits(folder, 400, "0", "1", "9").open();
        Dataset train = both.select(half(both, true));
        Dataset test = both.select(half(both, false));
        Tensorized tvae = Tensorized.of(VariationalAutoencoder.of(), 3);
        Training how = Training.defaults()
                .start(Kind.K_MEANS)
                .restarts(4)
                .epochs(150)
                .batch(100)
                .rate(0.001);
        for (long seed = 0; seed < 5; seed++) {
            digits("TVAE", tvae, how, train, test, seed);
        }
        digits("VAE", tvae.asPlain(), how.restarts(1), train, test, 0);
    }

    private static void digits(String name, Tensorized what, Training how, Dataset train, Dataset test, long seed) {
        try (Fitted model = Coterie.on(train).seed(seed).fit(problem -> what.plan(problem, how))) {
            row(
                    name,
                    seed,
                    ari(train, model.assign(train.x())),
                    ari(test, model.assign(test.x())),
                    TensorizedRuns.kMeans(train, what.k(), seed));
        }
    }

    private static double ari(Dataset data, int[] found) {
        return Scores.of(data.labels().orElseThrow().of(), found).ari();
    }

    /** Of each class the first or the second half of its rows. */
    private static int[] half(Dataset data, boolean first) {
        int[] of = data.labels().orElseThrow().of();
        int[] seen = new int[100];
        int[] sizes = new int[100];
        Arrays.stream(of).forEach(c -> sizes[c]++);
        return IntStream.range(0, of.length)
                .filter(i -> (seen[of[i]]++ < sizes[of[i]] / 2) == first)
                .toArray();
    }

    private static void trbm(Path folder) throws IOException {
        title(
                "TRBM on the first 500 test images of 0 and 1, best of four by cost; RBM beside",
                "method",
                "seed",
                "ARI",
                "k-means",
                "error of own machine",
                "of the other",
                "ratio");
        Dataset data = TensorizedData.digits(folder, 500, "0", "1").open();
        Training how = PAPER.restarts(4).epochs(15).batch(50).rate(0.005);
        Tensorized trbm = Tensorized.of(BoltzmannMachine.of(), 2).withoutCentres();
        for (long seed = 0; seed < 5; seed++) {
            try (Fitted model = Coterie.on(data).seed(seed).fit(problem -> trbm.plan(problem, how))) {
                double own = error(data.x(), model.ask("reconstruct", data.x()));
                double other = 2 * error(data.x(), model.ask("reconstruct-each", data.x())) - own;
                row(
                        "TRBM",
                        seed,
                        ari(data, model.assign(data.x())),
                        TensorizedRuns.kMeans(data, 2, seed),
                        own,
                        other,
                        own / other);
            }
        }
        row("RBM", 0, TensorizedRuns.fit(data, trbm.asPlain(), how.restarts(1), 0), "", "", "", "");
    }

    /** Mean squared error of rows given back, once or several times side by side. */
    private static double error(Table x, Table back) {
        double sum = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < back.columns(); j++) {
                double error = back.at(i, j) - x.at(i, j % x.columns());
                sum += error * error / back.columns();
            }
        }
        return sum / x.rows();
    }

    private static void tcl(Path folder) throws IOException {
        title(
                "TCL on the first 200 test images of 0 to 4; CL beside",
                "method",
                "classes",
                "seed",
                "ARI",
                "k-means",
                "cost",
                "deviation of codes, mean",
                "least");
        Dataset data =
                TensorizedData.digits(folder, 200, "0", "1", "2", "3", "4").open();
        Contrast contrast = Contrast.ofPictures(28, 28);
        List<Integer> classes =
                Arrays.stream(data.labels().orElseThrow().of()).boxed().toList();
        Training how = PAPER.restarts(1).epochs(10).batch(100).rate(0.001);
        for (long seed = 0; seed < 2; seed++) {
            for (boolean supervised : new boolean[] {false, true}) {
                Contrast network = supervised ? contrast.supervised(classes) : contrast;
                Tensorized tcl = Tensorized.of(network, 5).withoutCentres();
                contrast("TCL", tcl, how, data, seed, supervised);
                contrast("CL", tcl.asPlain(), how, data, seed, supervised);
            }
        }
    }

    private static void contrast(
            String name, Tensorized what, Training how, Dataset data, long seed, boolean supervised) {
        double[] cost = new double[1];
        try (Fitted model = Coterie.on(data)
                .seed(seed)
                .fit(problem -> what.plan(problem, how)
                        .stage(org.coterie.api.Stage.host(
                                "look",
                                desk -> cost[0] = desk.read(problem.vars()
                                                .state(
                                                        "total",
                                                        org.tensorflow.ndarray.Shape.scalar(),
                                                        org.coterie.api.Init.zeros()))[0]
                                        / data.x().rows())))) {
            double[] deviations = deviations(model.ask("embed", data.x()));
            row(
                    name,
                    supervised ? "known" : "unseen",
                    seed,
                    ari(data, model.assign(data.x())),
                    TensorizedRuns.kMeans(data, 5, seed),
                    cost[0],
                    TensorizedRuns.mean(deviations),
                    Arrays.stream(deviations).min().orElseThrow());
        }
    }

    private static double[] deviations(Table z) {
        return IntStream.range(0, z.columns())
                .mapToDouble(j -> TensorizedRuns.deviation(IntStream.range(0, z.rows())
                        .mapToDouble(i -> z.at(i, j))
                        .toArray()))
                .toArray();
    }
}
