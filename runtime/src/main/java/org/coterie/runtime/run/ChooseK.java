package org.coterie.runtime.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.algorithms.Noise2Self;
import org.coterie.algorithms.SizeChoice;
import org.coterie.algorithms.Stability;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Border;
import org.coterie.model.fitted.Card;
import org.coterie.model.fitted.FittedModel;
import org.coterie.model.fitted.Preparation;
import org.coterie.runtime.config.MethodChoice;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.graph.Streams;
import org.coterie.runtime.model.Fitting;
import org.coterie.runtime.model.Models;
import org.coterie.runtime.train.Saver;

/**
 * How many clusters? For each k the method is fitted several times, each time without another part of the rows and with another
 * seed. Of each row left out, the columns are hidden group by group; what is left decides its cluster, and the mean of that
 * cluster's training rows is the prediction of what is hidden (noise2self, equations (6) and (7) of the DeePWAK preprint, on
 * rows no fit has seen). The error falls as clusters find what is there, and rises or stays when they only follow noise: then what is
 * visible no longer tells which cluster a row is of. {@link SizeChoice} is the rule.
 *
 * <p>A hidden number is replaced by its column's mean over the training rows, as the method sees them. Any method that gives
 * clusters to new rows can be judged. Same configuration, same result, to the bit, at one number of threads.
 *
 * @param points what was found, by k
 * @param choice the k chosen
 * @param settings what it was made with
 */
public record ChooseK(List<Point> points, SizeChoice choice, Settings settings) {

    /** Copies the list. */
    public ChooseK {
        points = List.copyOf(points);
    }

    /**
     * How k is looked for.
     *
     * @param folds parts of the rows, each left out once; as many seeds, from that of the configuration on
     * @param groups groups of columns, each hidden once; fewer where there are fewer columns
     */
    public record Settings(int folds, int groups) {

        /** Checks the ranges. */
        public Settings {
            check("folds", folds, 100);
            check("groups", groups, 1000);
        }

        private static void check(String name, int value, int most) {
            if (value < 2 || value > most) {
                throw Fault.of("out of range")
                        .at("--" + name)
                        .got(value)
                        .expected("a whole number from 2 to " + most)
                        .as(CoterieException.Kind.CONFIG);
            }
        }
    }

    /**
     * One k.
     *
     * @param k asked for
     * @param error mean squared error of hidden entries in rows left out, in units of the prepared data
     * @param standardError of it: over rows or over folds, whichever is larger, as rows of a fold share a fit
     * @param open the same error with nothing hidden: it falls with every cluster, and chooses nothing
     * @param stability mean ARI between the clusters of all rows by fits of different folds and seeds
     * @param used mean number of clusters that have training rows
     */
    public record Point(int k, double error, double standardError, double open, double stability, double used) {}

    /** The points of one choice, as a map for JSON. */
    public Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("chosen", choice.size());
        all.put("rule", rule());
        all.put("least", choice.least());
        all.put("folds", settings.folds());
        all.put("groups", settings.groups());
        List<Object> list = new ArrayList<>();
        for (Point p : points) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("k", p.k());
            each.put("masked-mse", p.error());
            each.put("standard-error", p.standardError());
            each.put("open-mse", p.open());
            each.put("stability", p.stability());
            each.put("used", p.used());
            list.add(each);
        }
        all.put("points", list);
        return all;
    }

    /** Which part of the rule spoke, in words. */
    public String rule() {
        return choice.rule() == SizeChoice.Rule.KNEE
                ? "the knee, as the error falls to the last k tried"
                : "the smallest k within one standard error of the least";
    }

    /**
     * Fits and judges.
     *
     * @param config the configuration for each k
     * @param sizes the k to try, ascending
     * @param say what goes on, in words
     * @param cancelled asked between steps
     */
    static ChooseK of(
            IntFunction<RunConfig> config,
            int[] sizes,
            Settings settings,
            Consumer<String> say,
            BooleanSupplier cancelled) {
        List<RunConfig> configs = Arrays.stream(sizes).mapToObj(config).toList();
        RunConfig first = configs.get(0);
        Dataset data = first.data().opener().open();
        int n = data.x().rows();
        int folds = settings.folds();
        if (n < 2 * folds) {
            throw Fault.of("too few rows to leave some out")
                    .got(n + " rows, " + folds + " folds")
                    .expected("at least two rows in a fold")
                    .as(CoterieException.Kind.DATA);
        }
        int[] order = shuffled(n, new Streams(first.seed()).stream("choose-k/folds"));
        List<Point> points = new ArrayList<>();
        for (int s = 0; s < sizes.length; s++) {
            Sums sums = new Sums(n);
            List<int[]> labels = new ArrayList<>();
            for (int f = 0; f < folds; f++) {
                labels.add(fit(configs.get(s), data, order, f, settings, sums, cancelled));
                say.accept("k = " + sizes[s] + ": " + (f + 1) + " of " + folds);
            }
            Noise2Self.Errors errors = new Noise2Self.Errors(sums.hidden);
            points.add(new Point(
                    sizes[s],
                    errors.mean(),
                    Math.max(errors.standardError(), ofFolds(sums.hidden, order, folds)),
                    Arrays.stream(sums.open).average().orElse(Double.NaN),
                    Stability.of(labels).mean(),
                    sums.used / folds));
        }
        SizeChoice choice = SizeChoice.of(
                sizes,
                points.stream().mapToDouble(Point::error).toArray(),
                points.stream().mapToDouble(Point::standardError).toArray());
        return new ChooseK(points, choice, settings);
    }

    /** Standard error of the mean by folds: rows of one share a fit, which has luck of its own. */
    private static double ofFolds(double[] rows, int[] order, int folds) {
        double[] means = new double[folds];
        for (int f = 0; f < folds; f++) {
            means[f] = Arrays.stream(order, from(order.length, f, folds), from(order.length, f + 1, folds))
                    .mapToDouble(i -> rows[i])
                    .average()
                    .orElseThrow();
        }
        return new Noise2Self.Errors(means).standardError();
    }

    private static int from(int n, int fold, int folds) {
        return (int) ((long) n * fold / folds);
    }

    /** What is added up over folds: the error of each row, and clusters in use. */
    private static final class Sums {
        final double[] hidden;
        final double[] open;
        double used;

        Sums(int n) {
            hidden = new double[n];
            open = new double[n];
        }
    }

    /** One fit without a fold; the clusters of all rows. */
    private static int[] fit(
            RunConfig config,
            Dataset data,
            int[] order,
            int fold,
            Settings settings,
            Sums sums,
            BooleanSupplier cancelled) {
        int n = order.length;
        int from = from(n, fold, settings.folds());
        int to = from(n, fold + 1, settings.folds());
        int[] left = Arrays.copyOfRange(order, from, to);
        int[] kept = IntStream.concat(Arrays.stream(order, 0, from), Arrays.stream(order, to, n))
                .sorted()
                .toArray();
        Preparation.Training training = Preparation.fit(
                data.select(kept),
                config.transforms().stream()
                        .map(t -> new Preparation.Unfitted(t.id(), t.fitter()))
                        .toList());
        Border.training(training.prepared());
        long seed = config.seed() + fold;
        int threads = Runs.threads(config);
        Fitting fitting = new Fitting(training.prepared(), config.method()::plan, MethodChoice::member, seed, threads);
        Fitting.Trained trained = fitting.train(Saver.none(), Optional.empty(), event -> {}, cancelled);
        Card card = new Card(
                config.method().installed().id(),
                "",
                "",
                seed,
                threads,
                trained.clusters(),
                new Preparation(training.prepared().features(), List.of()),
                Card.answers(fitting.plan(), trained.clusters()),
                trained.values().fingerprint());
        try (FittedModel model = Models.of(card, fitting.plan(), trained.values())) {
            Dataset all = training.preparation().apply(data);
            Border.finite(all, "use transforms = [{ type = impute }, …]");
            Means means = Means.of(
                    training.prepared().x(), model.assign(training.prepared().x()), card.clusters());
            sums.used += means.used();
            Table x = all.x().select(left);
            add(
                    sums.open,
                    left,
                    means.errors(
                            x, model.assign(x), IntStream.range(0, x.columns()).toArray()));
            int groups = Math.min(settings.groups(), x.columns());
            Noise2Self hiding =
                    Noise2Self.of(x.columns(), groups, new Streams(config.seed()).stream("choose-k/groups-" + fold));
            for (int[] group : hiding.groups()) {
                add(sums.hidden, left, means.errors(x, model.assign(means.hide(x, group)), group));
            }
            return model.assign(all.x());
        }
    }

    private static void add(double[] sum, int[] rows, double[] errors) {
        for (int i = 0; i < rows.length; i++) {
            sum[rows[i]] += errors[i];
        }
    }

    private static int[] shuffled(int n, RandomGenerator random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int at = random.nextInt(i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }

    /**
     * Means of clusters over training rows, and last the mean of all, for rows of noise and clusters without rows.
     *
     * @param of each cluster's mean
     * @param used how many have rows
     */
    private record Means(double[][] of, int used) {

        static Means of(Table x, int[] labels, int clusters) {
            int m = x.columns();
            double[][] sums = new double[clusters + 1][m];
            int[] sizes = new int[clusters + 1];
            float[] row = new float[m];
            for (int i = 0; i < labels.length; i++) {
                x.copyRow(i, row, 0);
                for (int c : labels[i] < 0 ? new int[] {clusters} : new int[] {labels[i], clusters}) {
                    sizes[c]++;
                    for (int j = 0; j < m; j++) {
                        sums[c][j] += row[j];
                    }
                }
            }
            for (int c = clusters; c >= 0; c--) {
                for (int j = 0; j < m; j++) {
                    sums[c][j] = sizes[c] > 0 ? sums[c][j] / sizes[c] : sums[clusters][j];
                }
            }
            return new Means(sums, (int)
                    Arrays.stream(sizes, 0, clusters).filter(s -> s > 0).count());
        }

        /** The rows with some columns at their mean. */
        Table hide(Table x, int[] columns) {
            float[] values = x.toArray();
            double[] all = of[of.length - 1];
            for (int i = 0; i < x.rows(); i++) {
                for (int j : columns) {
                    values[i * x.columns() + j] = (float) all[j];
                }
            }
            return Table.of(x.rows(), x.columns(), values);
        }

        /** Of each row, Σ over these columns of (mean − value)², divided by all columns. */
        double[] errors(Table x, int[] labels, int[] columns) {
            double[] errors = new double[labels.length];
            for (int i = 0; i < labels.length; i++) {
                double[] mean = of[labels[i] < 0 ? of.length - 1 : labels[i]];
                for (int j : columns) {
                    double error = mean[j] - x.at(i, j);
                    errors[i] += error * error / x.columns();
                }
            }
            return errors;
        }
    }
}
