package org.coterie.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Border;
import org.coterie.model.fitted.Card;
import org.coterie.model.fitted.Preparation;
import org.coterie.model.graph.Threads;
import org.coterie.runtime.config.ConfigSettings;
import org.coterie.runtime.config.DefaultTransform;
import org.coterie.runtime.config.MethodChoice;
import org.coterie.runtime.config.NamedMethod;
import org.coterie.runtime.graph.PlanProblem;
import org.coterie.runtime.model.Fitting;
import org.coterie.runtime.model.Models;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.run.DataFile;
import org.coterie.runtime.train.Saver;

/**
 * The entry for programs: fit a method to rows, or load a model.
 *
 * <pre>{@code
 * try (Fitted model = Coterie.on(data).transform("z-score").seed(1).fit(problem -> ...)) {
 *     int[] clusters = model.assign(data.x());
 *     model.save(Path.of("model"));
 * }
 * try (Fitted model = Coterie.load(Path.of("model"))) { ... }
 * }</pre>
 *
 * <p>Immutable. Nothing is printed, no logging is set up, and the process is never ended. Several fits may go on at once; each
 * gives the bits it gives alone.
 */
public final class Coterie {
    private final Dataset data;
    private final List<String> transforms;
    private final long seed;
    private final int threads;
    private final Consumer<String> warnings;
    private final BooleanSupplier cancelled;

    private Coterie(
            Dataset data,
            List<String> transforms,
            long seed,
            int threads,
            Consumer<String> warnings,
            BooleanSupplier cancelled) {
        this.data = data;
        this.transforms = transforms;
        this.seed = seed;
        this.threads = threads;
        this.warnings = warnings;
        this.cancelled = cancelled;
    }

    /**
     * Reads a file in any installed format, chosen by its looks, as {@code coterie run} does.
     *
     * <pre>{@code
     * Dataset flowers = Coterie.read(Path.of("flowers.csv"), "label = species", "missing = drop");
     * }</pre>
     *
     * @param file what is to be read; a folder, where a format reads folders
     * @param settings {@code key = value} of the section {@code data}, as in a configuration, without {@code file};
     *     {@code format = ID} names the format
     * @return all rows, before any transform
     * @throws CoterieException of kind {@code DATA} where the file is not there or damaged, {@code CONFIG} where no format
     *     recognises it or a setting does not fit
     */
    public static Dataset read(Path file, String... settings) {
        return DataFile.read(Installed.builtIn(), file, List.of(settings), false)
                .data();
    }

    /** Rows to cluster. */
    public static Coterie on(Dataset data) {
        return new Coterie(data, List.of(), 0, Threads.available(), text -> {}, () -> false);
    }

    /** Rows to cluster, with columns that are only numbered. */
    public static Coterie on(Table rows) {
        return on(Dataset.of("rows", rows));
    }

    /** Adds an installed transform with its default settings, for example {@code z-score}. */
    public Coterie transform(String id) {
        List<String> more = new ArrayList<>(transforms);
        more.add(id);
        return new Coterie(data, List.copyOf(more), seed, threads, warnings, cancelled);
    }

    /** Where all random numbers start; 0 unless said. */
    public Coterie seed(long number) {
        return new Coterie(data, transforms, number, threads, warnings, cancelled);
    }

    /**
     * How many threads a fit uses; the number of processors unless said. Half of them may share one operation, on which sums
     * depend; TensorFlow takes that number from the first fit of a process for all that follow.
     */
    public Coterie threads(int number) {
        return new Coterie(data, transforms, seed, number, warnings, cancelled);
    }

    /** Who is told of what makes a result doubtful. */
    public Coterie onWarning(Consumer<String> listener) {
        return new Coterie(data, transforms, seed, threads, listener, cancelled);
    }

    /** Asked between steps; a fit that is cancelled ends with a {@link CoterieException} of kind {@code CANCELLED}. */
    public Coterie cancelledBy(BooleanSupplier question) {
        return new Coterie(data, transforms, seed, threads, warnings, question);
    }

    /** Fits a method with its settings. */
    public <S extends Record> Fitted fit(Method<S> method, S settings) {
        String version = Optional.ofNullable(method.getClass().getModule().getDescriptor())
                .flatMap(java.lang.module.ModuleDescriptor::rawVersion)
                .orElse("");
        return fit(method.id(), version, "", problem -> method.plan(problem, settings), Coterie::member);
    }

    /**
     * Fits an installed method by its id.
     *
     * <pre>{@code
     * Coterie.on(data).fit("kmeans", "k = 3", "restarts = 20")
     * }</pre>
     *
     * @param id as {@code coterie methods} lists it
     * @param settings {@code key = value} of the method's section in a configuration; {@code preset = paper} is one of them
     * @throws CoterieException of kind {@code CONFIG}, with everything that is wrong, where no such method is installed or a
     *     setting does not fit
     */
    public Fitted fit(String id, String... settings) {
        MethodChoice<?> choice = NamedMethod.of(Installed.builtIn(), id, List.of(settings));
        return fit(id, choice.installed().origin().version(), choice.preset(), choice::plan, MethodChoice::member);
    }

    /**
     * Fits a plan composed in code. The model saves and predicts like any other; it cannot be fitted again from its folder.
     */
    public Fitted fit(Function<Problem, Plan> method) {
        return fit("", "", "", method, Coterie::member);
    }

    private static Plan member(Settings section, Problem problem) {
        if (section instanceof ConfigSettings) { // the settings were read from a section after all
            return MethodChoice.member(section, problem);
        }
        throw Fault.of("members named in a configuration need a configuration")
                .advise("name members in code with problem.child(name, method, settings)")
                .as(CoterieException.Kind.PLUGIN);
    }

    private Fitted fit(
            String id, String version, String preset, Function<Problem, Plan> method, PlanProblem.Members members) {
        Preparation.Training training = Preparation.fit(data, unfitted());
        Dataset prepared = training.prepared();
        Border.training(prepared);
        Fitting fitting = new Fitting(prepared, method, members, seed, threads);
        Fitting.Trained trained = fitting.train(
                Saver.none(),
                Optional.empty(),
                event -> {
                    if (event instanceof org.coterie.runtime.events.Event.Warning warning) {
                        warnings.accept(warning.text());
                    }
                },
                cancelled);
        Card card = new Card(
                id,
                version,
                preset,
                seed,
                threads,
                trained.clusters(),
                training.preparation(),
                Card.answers(fitting.plan(), trained.clusters()),
                trained.values().fingerprint());
        return new Fitted(Models.of(card, fitting.plan(), trained.values()));
    }

    private List<Preparation.Unfitted> unfitted() {
        Installed installed = Installed.builtIn();
        return transforms.stream()
                .map(id -> new Preparation.Unfitted(id, DefaultTransform.of(installed, id)))
                .toList();
    }

    /**
     * Loads a model that was saved here or by a run.
     *
     * @param folder the folder of a model, or of a run
     * @throws CoterieException if a file is damaged, of a newer or older format, or the method is not installed
     */
    public static Fitted load(Path folder) {
        Path ofRun = folder.resolve("model");
        return new Fitted(Models.load(Files.isDirectory(ofRun) ? ofRun : folder, Installed.builtIn()));
    }
}
