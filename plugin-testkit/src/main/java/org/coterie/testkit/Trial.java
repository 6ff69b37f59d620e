package org.coterie.testkit;

import com.typesafe.config.ConfigObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.coterie.api.Method;
import org.coterie.api.Params;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.FittedModel;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.coterie.runtime.config.MethodChoice;
import org.coterie.runtime.config.NamedMethod;
import org.coterie.runtime.model.Fitting;
import org.coterie.runtime.model.Models;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledMethod;

/** A method while it is judged: its fits, and one that checks share. */
final class Trial implements AutoCloseable {
    static final int THREADS = 2;
    static final int SEED = 1;

    private final Subject subject;
    private final Dataset data;
    private Optional<Fitted> shared = Optional.empty();
    private Optional<AssertingMethod<?>> watched = Optional.empty();

    Trial(Subject subject) {
        this.subject = subject;
        this.data = subject.data().orElseGet(Trial::clouds);
    }

    /** The method does not have what a check is about. */
    static final class Without extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Without(String ability) {
            super(ability, null, false, false);
        }
    }

    /** Goes on only with an ability. */
    static void needs(boolean has, String ability) {
        if (!has) {
            throw new Without(ability);
        }
    }

    Subject subject() {
        return subject;
    }

    InstalledMethod installed() {
        Installed all = subject.installed();
        Claim.that(
                all.method(subject.id()).isPresent(),
                "it cannot be installed" + (all.problems().isEmpty() ? "" : ": " + all.problems()));
        return all.method(subject.id()).orElseThrow();
    }

    Method<?> method() {
        return installed().method();
    }

    /** The defaults of the recommended preset. */
    ConfigObject defaults() {
        return installed().defaults(InstalledMethod.RECOMMENDED);
    }

    Dataset data() {
        return data;
    }

    Table rows() {
        return data.x();
    }

    /** The method with its short settings and these on top. */
    MethodChoice<?> choice(String... more) {
        List<String> all = new ArrayList<>(subject.settings());
        all.addAll(Arrays.asList(more));
        return NamedMethod.of(subject.installed(), subject.id(), all);
    }

    /** The method with nothing but these settings. */
    MethodChoice<?> bare(String... settings) {
        return NamedMethod.of(subject.installed(), subject.id(), List.of(settings));
    }

    /** One fit with seed 1, for checks that only ask. */
    Fitted fitted() {
        if (shared.isEmpty()) {
            shared = Optional.of(fit(data, SEED));
        }
        return shared.get();
    }

    /** A fit of its own; close it. */
    Fitted fit(Dataset on, long seed) {
        return fit(on, seed, () -> false);
    }

    Fitted fit(Dataset on, long seed, BooleanSupplier cancelled) {
        return fit(choice(), Coterie.on(on).seed(seed).threads(THREADS).cancelledBy(cancelled));
    }

    /** A fit with further settings; close it. */
    Fitted fitWith(Dataset on, String... settings) {
        return fit(choice(settings), Coterie.on(on).seed(SEED).threads(THREADS));
    }

    /** The plan for the rows, ready to be trained. */
    Fitting fitting() {
        return fitting(choice());
    }

    static Fitting fitting(Dataset on, MethodChoice<?> choice) {
        return new Fitting(on, choice::plan, MethodChoice::member, SEED, THREADS);
    }

    private Fitting fitting(MethodChoice<?> choice) {
        return fitting(data, choice);
    }

    /** The method after a fit under watch, which every check of the contract looks at. */
    AssertingMethod<?> watched() {
        if (watched.isEmpty()) {
            watched = Optional.of(watched(AssertingMethod.of(method())));
        }
        return watched.get();
    }

    private AssertingMethod<?> watched(AssertingMethod<?> method) {
        Installed.Builder all = Installed.of().method(method, Subject.reference(installed()));
        subject.installed().methods().stream()
                .filter(other -> !other.id().equals(subject.id()))
                .forEach(other -> all.method(other.method(), Subject.reference(other)));
        fit(
                        NamedMethod.of(all.build(), subject.id(), subject.settings()),
                        Coterie.on(data).seed(SEED).threads(THREADS))
                .close();
        return method;
    }

    /** How often a fit asks whether it is cancelled. */
    int moments() {
        AtomicInteger asked = new AtomicInteger();
        fit(data, SEED, () -> asked.incrementAndGet() < 0).close();
        return asked.get();
    }

    private static <S extends Record> Fitted fit(MethodChoice<S> choice, Coterie on) {
        return on.fit(choice.method(), choice.settings());
    }

    /** The model in a folder; close it. */
    FittedModel load(Path folder) {
        return Models.load(folder, subject.installed());
    }

    /** All a model says of rows: memberships, and its weights. */
    static float[] bits(Fitted model, Table rows) {
        return bits(model.memberships(rows), model.params());
    }

    /** The same of a model that was loaded. */
    static float[] bits(FittedModel model, Table rows) {
        return bits(model.memberships(rows), model.params());
    }

    private static float[] bits(Table memberships, Params params) {
        float[] answers = memberships.toArray();
        int size = answers.length;
        for (String path : params.shapes().keySet()) {
            size += params.values(path).length;
        }
        float[] all = Arrays.copyOf(answers, size);
        int at = answers.length;
        for (String path : params.shapes().keySet()) {
            float[] values = params.values(path);
            System.arraycopy(values, 0, all, at, values.length);
            at += values.length;
        }
        return all;
    }

    /** 90 rows in three clouds of radius about 0.1, their centres 1 and more apart, in four columns between 0 and 1. */
    static Dataset clouds() {
        double[][] centres = {{0.1, 0.9, 0.1, 0.5}, {0.9, 0.1, 0.2, 0.1}, {0.8, 0.9, 0.9, 0.9}};
        SplittableRandom random = new SplittableRandom(7);
        float[][] rows = new float[90][4];
        int[] labels = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = i % 3;
            for (int j = 0; j < 4; j++) {
                double noise = random.nextDouble() + random.nextDouble() - 1;
                rows[i][j] = (float) Math.max(0, Math.min(1, centres[i % 3][j] + 0.1 * noise));
            }
        }
        return labelled(Dataset.of("clouds", Table.of(rows)), labels);
    }

    static Dataset labelled(Dataset rows, int[] of) {
        return new Dataset(
                rows.name(),
                rows.x(),
                rows.features(),
                rows.rowNames(),
                Optional.of(new Labels("cloud", List.of("a", "b", "c"), of)),
                rows.annotations(),
                rows.sources());
    }

    /** The same rows with other values. */
    static Dataset of(float[][] rows) {
        return Dataset.of("rows", Table.of(rows));
    }

    /** The rows as arrays of their own. */
    float[][] values() {
        float[][] all = new float[rows().rows()][rows().columns()];
        for (int i = 0; i < all.length; i++) {
            for (int j = 0; j < all[i].length; j++) {
                all[i][j] = rows().at(i, j);
            }
        }
        return all;
    }

    @Override
    public void close() {
        shared.ifPresent(Fitted::close);
        shared = Optional.empty();
    }
}
