package org.coterie.runtime.run;

import com.google.inject.Guice;
import com.google.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Border;
import org.coterie.model.fitted.Card;
import org.coterie.model.fitted.FittedModel;
import org.coterie.model.fitted.ModelFolder;
import org.coterie.model.fitted.Preparation;
import org.coterie.model.graph.Threads;
import org.coterie.model.store.AtomicFiles;
import org.coterie.model.store.Checkpoint;
import org.coterie.model.store.Checkpoints;
import org.coterie.model.store.Json;
import org.coterie.model.store.NdArray;
import org.coterie.model.store.NpyFile;
import org.coterie.model.store.Npz;
import org.coterie.model.store.RunFolder;
import org.coterie.runtime.config.MethodChoice;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.events.Event;
import org.coterie.runtime.events.JsonLines;
import org.coterie.runtime.events.Listener;
import org.coterie.runtime.events.Listeners;
import org.coterie.runtime.events.TensorBoard;
import org.coterie.runtime.model.Fitting;
import org.coterie.runtime.model.Models;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.report.Material;
import org.coterie.runtime.report.MethodFacts;
import org.coterie.runtime.report.Reports;

/** Runs from a configuration to a folder, and what can be done with the folder. Composed by {@link RunsModule}. */
public final class Runs {
    private final Installed installed;
    private final Evaluation evaluation;
    private final InstantSource clock;

    @Inject
    Runs(Installed installed, Evaluation evaluation, InstantSource clock) {
        this.installed = installed;
        this.evaluation = evaluation;
        this.clock = clock;
    }

    /** Runs with what is installed. */
    public static Runs with(Installed installed) {
        return Guice.createInjector(new RunsModule(installed)).getInstance(Runs.class);
    }

    /** Performs a run in a new folder, which is made when configuration, data and plan have passed. */
    public Outcome run(RunConfig config, List<Listener> listeners, BooleanSupplier cancelled) {
        Task task = task(config);
        try (RunFolder folder = RunFolder.create(config.runs(), config.name())) {
            AtomicFiles.write(
                    folder.resolvedConf(), config.resolved().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return perform(config, task, folder, listeners, cancelled);
        }
    }

    /** What is to be fitted. */
    private record Task(Preparation.Training training, Fitting fitting) {

        Dataset data() {
            return training.data();
        }

        Dataset prepared() {
            return training.prepared();
        }
    }

    /** The rows as read, and as the method is to see them. */
    static Preparation.Training prepare(RunConfig config) {
        Preparation.Training training = Preparation.fit(
                config.data().opener().open(),
                config.transforms().stream()
                        .map(t -> new Preparation.Unfitted(t.id(), t.fitter()))
                        .toList());
        Border.training(training.prepared());
        return training;
    }

    private Task task(RunConfig config) {
        Preparation.Training training = prepare(config);
        Fitting fitting = fitting(config, training.prepared(), threads(config));
        config.weights().ifPresent(file -> fitting.start(Npz.read(file), file.toString()));
        return new Task(training, fitting);
    }

    /** Goes on with a run that was stopped or killed; ends with the bits of the unbroken run. */
    public Outcome resume(Path path, List<Listener> listeners, BooleanSupplier cancelled) {
        try (RunFolder folder = RunFolder.resume(path)) {
            RunConfig config = new RunConfigReader(installed).read(folder.resolvedConf(), List.of());
            return perform(config, task(config), folder, listeners, cancelled);
        }
    }

    private Outcome perform(
            RunConfig config, Task task, RunFolder folder, List<Listener> more, BooleanSupplier cancelled) {
        long began = System.nanoTime();
        List<String> warnings = new ArrayList<>();
        List<Listener> all = new ArrayList<>(more);
        all.add(new JsonLines(folder.log(), clock));
        all.add(new TensorBoard(folder.events(), clock));
        all.add(event -> {
            if (event instanceof Event.Warning warning) {
                warnings.add(warning.text());
            }
        });
        try (Listeners listeners = new Listeners(all)) {
            int threads = threads(config);
            Dataset data = task.data();
            Fitting fitting = task.fitting();
            warnOfConstants(data, listeners::on);
            Optional<Checkpoint> from =
                    new Checkpoints(folder.checkpoints(), config.checkpoints().keep()).latest();
            noteOrigin(folder, config, data, fitting, threads, from, listeners::on);
            listeners.on(new Event.RunStarted(
                    config.name(),
                    config.method().installed().id(),
                    from.map(Checkpoint::step).orElse(0L)));
            Fitting.Trained trained = train(config, folder, fitting, from, listeners, cancelled);
            Card card = new Card(
                    config.method().installed().id(),
                    config.method().installed().origin().version(),
                    config.method().preset(),
                    config.seed(),
                    threads,
                    trained.clusters(),
                    task.training().preparation(),
                    Card.answers(fitting.plan(), trained.clusters()),
                    trained.values().fingerprint());
            try (FittedModel model = Models.of(card, fitting.plan(), trained.values())) {
                model.save(folder.model());
                Table memberships = model.ask("assign", data);
                int[] clusters = FittedModel.hard(memberships);
                int[] baseline = evaluation.kmeans(task.prepared(), card.clusters(), config.seed());
                Judging.followed(data, clusters).forEach(text -> listeners.on(new Event.Warning(text)));
                Outcome outcome = outcome(folder, data, clusters, baseline, card, trained, warnings, began);
                Results.assignments(folder.assignments(), data, memberships, clusters);
                Results.centroids(folder.centroids(), data, clusters, outcome.clusters());
                Map<String, Object> found = found(folder, task, clusters, baseline, config.seed());
                gates(folder, model, data, clusters).ifPresent(numbers -> found.put("gates", numbers));
                Results.metrics(folder.metrics(), outcome, trained.steps(), found);
                outcome.scores().forEach((name, value) -> listeners.on(new Event.Metric(name, value)));
                report(folder, config, task.training(), model, outcome, listeners::on);
                listeners.on(new Event.RunFinished(outcome.seconds(), folder.path()));
                return outcome;
            }
        }
    }

    /** The page for people. The result is on disk by now, and is not lost for a page that cannot be drawn. */
    private static void report(
            RunFolder folder,
            RunConfig config,
            Preparation.Training training,
            FittedModel model,
            Outcome outcome,
            Consumer<Event> events) {
        if (!config.report().enabled()) {
            return;
        }
        Material material = new Material(training.data(), training.prepared(), Optional.of(Material.Answers.of(model)));
        try {
            Reports.write(
                    folder,
                    new Reports.Order(
                            MethodFacts.of(config.method()),
                            Optional.of(material),
                            "",
                            config.report(),
                            Optional.of(outcome.seconds())));
        } catch (CoterieException e) {
            events.accept(new Event.Warning("no report: " + e.getMessage()));
        }
    }

    private Outcome outcome(
            RunFolder folder,
            Dataset data,
            int[] clusters,
            int[] baseline,
            Card card,
            Fitting.Trained trained,
            List<String> warnings,
            long began) {
        return new Outcome(
                folder.path(),
                evaluation.scores(data, clusters),
                evaluation.scores(data, baseline),
                card.clusters(),
                Results.sizes(clusters, card.clusters()),
                (System.nanoTime() - began) / 1e9,
                List.copyOf(warnings),
                trained.reports());
    }

    /** What is found out about the clusters besides; the files are written, the numbers returned for {@code metrics.json}. */
    private static Map<String, Object> found(RunFolder folder, Task task, int[] clusters, int[] baseline, long seed) {
        Dataset data = task.data();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("scores", Judging.scores(data, clusters, baseline));
        Table x = task.prepared().x();
        found.put(
                "separation",
                Judging.separation(task.prepared(), clusters, baseline, Sample.of(x.rows(), x.columns(), seed), seed));
        Map<String, Object> noise = new LinkedHashMap<>();
        noise.put("rows", (int) Arrays.stream(clusters).filter(c -> c < 0).count());
        noise.put("counted", Judging.NOISE);
        found.put("noise", noise);
        Findings.baseline(folder.baseline(), data, baseline);
        Sample sample = Sample.of(data.x().rows(), data.x().columns(), seed);
        found.put("markers", Findings.markers(folder.markers(), data, clusters, sample));
        Map<String, Object> enrichment = Findings.enrichment(folder.enrichment(), data, clusters, sample);
        if (!enrichment.isEmpty()) {
            found.put("enrichment", enrichment);
        }
        return found;
    }

    /** Where the method answers {@code gates}, which features rows and clusters were placed by. */
    private static Optional<Map<String, Object>> gates(
            RunFolder folder, FittedModel model, Dataset data, int[] clusters) {
        if (!model.readouts().contains("gates")) {
            return Optional.empty();
        }
        Optional<Table> global =
                model.readouts().contains("global-gates") ? Optional.of(model.fixed("global-gates")) : Optional.empty();
        GateFiles files = new GateFiles(model.columns("gates"), model.ask("gates", data), global);
        files.explanations(folder.explanations(), data, clusters);
        files.clusterFeatures(folder.clusterFeatures(), clusters, model.clusters());
        return Optional.of(files.numbers(clusters, model.clusters()));
    }

    private Fitting.Trained train(
            RunConfig config,
            RunFolder folder,
            Fitting fitting,
            Optional<Checkpoint> from,
            Listeners listeners,
            BooleanSupplier cancelled) {
        Checkpointing saver = new Checkpointing(
                new Checkpoints(folder.checkpoints(), config.checkpoints().keep()),
                config.checkpoints(),
                System::nanoTime,
                from.map(Checkpoint::path));
        try {
            return fitting.train(saver, from, listeners::on, cancelled);
        } catch (CoterieException e) {
            String next = "coterie resume " + folder.path();
            listeners.on(new Event.RunStopped(e.getMessage(), next));
            if (e.kind() == CoterieException.Kind.CANCELLED) {
                throw Fault.of("the run was stopped")
                        .at(folder.path().toString())
                        .got(e.faults().get(0).got() + ", " + e.faults().get(0).where())
                        .advise(saver.last().isPresent() ? next : next + ", which begins from the start")
                        .as(CoterieException.Kind.CANCELLED, e);
            }
            throw e;
        }
    }

    private Fitting fitting(RunConfig config, Dataset prepared, int threads) {
        return new Fitting(prepared, config.method()::plan, MethodChoice::member, config.seed(), threads);
    }

    static int threads(RunConfig config) {
        return config.threads() == RunConfig.AUTO ? Threads.available() : config.threads();
    }

    private static void warnOfConstants(Dataset data, Consumer<Event> events) {
        List<String> constant = Border.constant(data);
        if (!constant.isEmpty()) {
            events.accept(new Event.Warning((constant.size() == 1 ? "one column is" : constant.size() + " columns are")
                    + " constant, which tells nothing about clusters: "
                    + String.join(", ", constant.subList(0, Math.min(8, constant.size())))
                    + (constant.size() > 8 ? ", …" : "")));
        }
    }

    /** Writes the provenance of a new run; of a resumed one, says where the circumstances differ. */
    private void noteOrigin(
            RunFolder folder,
            RunConfig config,
            Dataset data,
            Fitting fitting,
            int threads,
            Optional<Checkpoint> from,
            Consumer<Event> events) {
        Map<String, Object> now = Provenance.of(config, data, fitting, threads, clock.instant());
        if (from.isEmpty() || !Files.exists(folder.provenance())) {
            AtomicFiles.write(folder.provenance(), Json.pretty(now));
            return;
        }
        from.get().passedOver().forEach(text -> events.accept(new Event.Warning(text)));
        Map<String, Object> then = Provenance.read(folder.provenance());
        for (String key : List.of("threads", "data", "method", "versions")) {
            if (!Provenance.same(then.get(key), now.get(key))) {
                events.accept(new Event.Warning(
                        "the run began with other " + key + ": bits may differ from those of an unbroken run"));
            }
        }
    }

    /**
     * Makes the report of a run anew, from its folder, its data and its model. Where data or model are gone, or no longer those of
     * the run, the report says so and shows the rest.
     */
    public Path report(Path path) {
        try (RunFolder folder = RunFolder.resume(path)) {
            return new Reporting(installed).write(folder);
        }
    }

    /** What a configuration would do; opens the data, touches nothing native. */
    public Explanation explain(RunConfig config) {
        Task task = task(config);
        return Explaining.of(config, task.prepared(), task.fitting());
    }

    /** Writes the graph that a configuration would train, in TensorFlow's own format, for a graph viewer. */
    public void graph(RunConfig config, Path file) {
        AtomicFiles.write(file, task(config).fitting().graph());
    }

    /** The parameters of a run's model, or of a saved one, by path; also into a file, where one is named. */
    public Map<String, NdArray> weights(Path runOrModel, Optional<Path> out) {
        Map<String, NdArray> arrays = ModelFolder.parameters(model(runOrModel));
        out.ifPresent(file -> AtomicFiles.write(file, stream -> Npz.write(stream, arrays)));
        return arrays;
    }

    /**
     * Something the model computes on the way to a readout of new rows, as {@code .npy}.
     *
     * @param id the column of row names, where it is to be another than the run's
     * @return its shape
     */
    public long[] tensor(Path runOrModel, Path rows, Optional<String> id, String readout, String name, Path file) {
        Path folder = model(runOrModel);
        try (FittedModel model = Models.load(folder, installed)) {
            NdArray array =
                    model.tensor(readout, name, new NewRows(installed, id).read(folder, rows, model.features()));
            NpyFile.write(file, array);
            return array.shape();
        }
    }

    private static Path model(Path runOrModel) {
        Path ofRun = runOrModel.resolve("model");
        return Files.isDirectory(ofRun) ? ofRun : runOrModel;
    }

    /** Tries numbers of clusters and chooses one, see {@link ChooseK}; leaves no folder. */
    public ChooseK chooseK(
            IntFunction<RunConfig> config,
            int[] sizes,
            ChooseK.Settings how,
            Consumer<String> say,
            BooleanSupplier cancelled) {
        return ChooseK.of(config, sizes, how, say, cancelled);
    }

    /**
     * Clusters of new rows by a saved model; row names are kept.
     *
     * @param id the column of row names, where it is to be another than the run's
     */
    public Prediction predict(Path runOrModel, Path rows, Optional<String> id, Optional<Path> out) {
        Path folder = model(runOrModel);
        try (FittedModel model = Models.load(folder, installed)) {
            Dataset data = new NewRows(installed, id).read(folder, rows, model.features());
            Border.width(data.x(), model.features());
            Table memberships = model.ask("assign", data);
            int[] clusters = FittedModel.hard(memberships);
            Path file = out.orElseGet(() -> NewRows.beside(rows));
            Results.assignments(file, data, memberships, clusters);
            return new Prediction(file, clusters.length, Results.sizes(clusters, model.clusters()), List.of());
        }
    }

    /** Draws rows from the model of a run, or a saved one, into a file; says how many. */
    public int generate(Path runOrModel, Drawing wish, Path file) {
        try (FittedModel model = Models.load(model(runOrModel), installed)) {
            return wish.write(model, file);
        }
    }
}
