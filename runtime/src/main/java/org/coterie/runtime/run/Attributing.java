package org.coterie.runtime.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.coterie.algorithms.Attribution;
import org.coterie.algorithms.GradientShap;
import org.coterie.algorithms.IntegratedGradients;
import org.coterie.algorithms.KernelShap;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Border;
import org.coterie.model.fitted.FittedModel;
import org.coterie.model.fitted.Preparation;
import org.coterie.model.store.RunFolder;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.graph.Streams;
import org.coterie.runtime.model.Models;
import org.coterie.runtime.plugins.Installed;

/**
 * Explains the clusters of rows by their features, for the model of any method: in the space of the prepared data, as the
 * membership of each row's own cluster. The baseline and the background come from the run's own rows.
 *
 * @param installed what is installed
 */
public record Attributing(Installed installed) {
    private static final int STEPS = 64;
    private static final int DRAWS = 256;

    /** How rows are explained. */
    public enum Way {
        /** Sundararajan and others 2017; needs gradients. */
        INTEGRATED_GRADIENTS,
        /** Expected gradients over background rows; needs gradients. */
        GRADIENT_SHAP,
        /** Lundberg and Lee 2017; for any model. */
        KERNEL_SHAP;

        /** As options and files have it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What is wanted.
     *
     * @param by how; where empty, integrated gradients if the model has gradients, else kernel SHAP
     * @param rows at most so many are explained, drawn by the run's seed
     * @param samples steps, draws or coalitions for each row; where empty 64, 256, or 2m + 2048
     * @param background rows of the run that stand for no information in the two SHAPs; where empty 100, or 10 for kernel SHAP
     * @param zero whether the baseline of integrated gradients is 0 instead of the mean row
     * @param features of each row that take the place of gates in the scores
     */
    public record Wish(
            Optional<Way> by, int rows, OptionalInt samples, OptionalInt background, boolean zero, int features) {

        /** Checks the ranges. */
        public Wish {
            atLeastOne("--rows", rows);
            atLeastOne("--samples", samples.orElse(1));
            atLeastOne("--background", background.orElse(1));
            atLeastOne("--features", features);
        }

        private static void atLeastOne(String option, int value) {
            if (value < 1) {
                throw Fault.of("out of range")
                        .at(option)
                        .got(value)
                        .expected("a whole number of at least 1")
                        .as(Kind.CONFIG);
            }
        }
    }

    /** Explains a run's own rows, or those of a file; writes the result beside the one or the other. */
    public Attributed of(Path path, Optional<Path> file, Optional<Path> out, Wish wish) {
        try (RunFolder folder = RunFolder.resume(path)) {
            RunConfig config = new RunConfigReader(installed).read(folder.resolvedConf(), List.of());
            Preparation.Training training = Runs.prepare(config);
            if (!Reporting.unchanged(folder, training.data().sources())) {
                throw Fault.of("the data are no longer those of the run")
                        .at(folder.path().toString())
                        .got("another SHA-256")
                        .expected("the files as they were: baseline and background are made of their rows")
                        .as(Kind.DATA);
            }
            try (FittedModel model = Models.load(folder.model(), installed)) {
                Dataset rows = file.map(f -> new NewRows(installed).read(folder.model(), f, model.features()))
                        .orElse(training.data());
                Border.width(rows.x(), model.features());
                Path csv = out.orElseGet(() -> file.map(NewRows::attributions).orElse(folder.attributions()));
                return explained(model, training.prepared(), rows, config.seed(), wish, csv);
            }
        }
    }

    private static Attributed explained(
            FittedModel model, Dataset trained, Dataset rows, long seed, Wish wish, Path csv) {
        Way way = way(model, wish);
        int[] clusters = FittedModel.hard(model.ask("assign", rows));
        int[] members = IntStream.range(0, clusters.length)
                .filter(i -> clusters[i] >= 0)
                .toArray();
        if (members.length == 0) {
            throw Fault.of("no row is in a cluster")
                    .at(rows.name())
                    .got(clusters.length + " rows of noise")
                    .as(Kind.DATA);
        }
        int[] chosen = Sample.of(members.length, wish.rows(), new Streams(seed).stream("attribution/rows"))
                .of(members);
        Dataset some = rows.select(chosen);
        Table x = model.card().preparation().apply(some).x();
        int[] own = Arrays.stream(chosen).map(i -> clusters[i]).toArray();
        Attribution found = attribution(model, trained.x(), x, own, seed, way, wish);
        Attributed attributed = new Attributed(
                csv,
                way.id(),
                model.method(),
                how(way, wish, x.columns(), trained.x().rows()),
                chosen.length,
                clusters.length,
                found.largestGap(),
                AttributionFiles.tops(
                        found, own, model.clusters(), trained.features().names()),
                AttributionScores.of(model, some, x, own, found.gates(wish.features()), seed));
        AttributionFiles.write(attributed, found, some, own, trained.features().names());
        return attributed;
    }

    private static Way way(FittedModel model, Wish wish) {
        boolean gradients = model.differentiable("assign");
        Way way = wish.by().orElse(gradients ? Way.INTEGRATED_GRADIENTS : Way.KERNEL_SHAP);
        if (way != Way.KERNEL_SHAP && !gradients) {
            throw Fault.of("the memberships of this model have no gradients")
                    .got(model.method() + ", by " + way.id())
                    .expected("a method whose assign is differentiable")
                    .advise("--by kernel-shap")
                    .as(Kind.CONFIG);
        }
        return way;
    }

    private static Attribution attribution(
            FittedModel model, Table trained, Table x, int[] clusters, long seed, Way way, Wish wish) {
        Attribution.Differentiable f = new Attribution.Differentiable() {
            @Override
            public Table of(Table rows) {
                return model.askPrepared("assign", rows);
            }

            @Override
            public Table gradient(Table rows, int[] columns) {
                return model.gradient("assign", rows, columns);
            }
        };
        Streams streams = new Streams(seed);
        long key = streams.key("attribution/" + way.id());
        return switch (way) {
            case INTEGRATED_GRADIENTS ->
                new IntegratedGradients(wish.samples().orElse(STEPS))
                        .of(f, x, wish.zero() ? new float[x.columns()] : mean(trained), clusters);
            case GRADIENT_SHAP ->
                new GradientShap(wish.samples().orElse(DRAWS), key)
                        .of(f, x, background(trained, streams, background(way, wish)), clusters);
            case KERNEL_SHAP ->
                new KernelShap(wish.samples().orElse(KernelShap.usual(x.columns())), key)
                        .of(f, x, background(trained, streams, background(way, wish)), clusters);
        };
    }

    private static int background(Way way, Wish wish) {
        return wish.background().orElse(way == Way.KERNEL_SHAP ? 10 : 100);
    }

    private static Table background(Table trained, Streams streams, int rows) {
        Table drawn = Sample.of(trained.rows(), rows, streams.stream("attribution/background"))
                .of(trained);
        return Table.of(drawn.rows(), drawn.columns(), drawn.toArray());
    }

    private static float[] mean(Table x) {
        double[] sums = new double[x.columns()];
        float[] row = new float[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            x.copyRow(i, row, 0);
            for (int d = 0; d < row.length; d++) {
                sums[d] += row[d];
            }
        }
        for (int d = 0; d < row.length; d++) {
            row[d] = (float) (sums[d] / x.rows());
        }
        return row;
    }

    private static String how(Way way, Wish wish, int columns, int trained) {
        int background = Math.min(trained, background(way, wish));
        return switch (way) {
            case INTEGRATED_GRADIENTS ->
                wish.samples().orElse(STEPS) + " steps from " + (wish.zero() ? "zero" : "the mean row");
            case GRADIENT_SHAP -> wish.samples().orElse(DRAWS) + " draws against " + background + " rows";
            case KERNEL_SHAP ->
                "up to " + wish.samples().orElse(KernelShap.usual(columns)) + " coalitions against " + background
                        + " rows";
        };
    }
}
