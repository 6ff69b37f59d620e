package org.coterie.testkit;

import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Method;
import org.coterie.api.data.Dataset;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledMethod;

/** A method on trial, with what makes its fits short, the rows they are made on, and what is known to fail. Immutable. */
public final class Subject {
    private final Installed installed;
    private final String id;
    private final List<String> settings;
    private final Optional<Dataset> data;
    private final SortedMap<Integer, String> exceptions;

    private Subject(
            Installed installed,
            String id,
            List<String> settings,
            Optional<Dataset> data,
            SortedMap<Integer, String> exceptions) {
        this.installed = installed;
        this.id = id;
        this.settings = settings;
        this.data = data;
        this.exceptions = exceptions;
    }

    /**
     * A method with the {@code reference.conf} at the root of the jar, or the folder of classes, that its class is in.
     *
     * @throws CoterieException of kind {@code PLUGIN} where that file cannot be read
     */
    public static Subject of(Method<?> method) {
        try {
            return of(method, Installed.of().method(method));
        } catch (IOException e) {
            throw Fault.of("its reference.conf cannot be read")
                    .got(e.getMessage())
                    .as(CoterieException.Kind.PLUGIN, e);
        }
    }

    /** A method with the text of a {@code reference.conf}. */
    public static Subject of(Method<?> method, String reference) {
        return of(method, Installed.of().method(method, reference));
    }

    private static Subject of(Method<?> method, Installed.Builder with) {
        Installed installed = with.build();
        String id = installed.methods().isEmpty()
                ? String.valueOf(method.id())
                : installed.methods().get(0).id();
        return new Subject(installed, id, List.of(), Optional.empty(), new TreeMap<>());
    }

    /** A method that is installed. */
    static Subject of(Installed installed, String id) {
        return new Subject(installed, id, List.of(), Optional.empty(), new TreeMap<>());
    }

    /** With other methods installed beside it, which its settings may name as members. */
    public Subject beside(Method<?>... others) {
        Installed.Builder all = Installed.of();
        for (InstalledMethod known : installed.methods()) {
            all.method(known.method(), reference(known));
        }
        for (Method<?> other : others) {
            Subject.of(other).installed.methods().forEach(known -> all.method(known.method(), reference(known)));
        }
        return new Subject(all.build(), id, settings, data, exceptions);
    }

    /** The section of a method as a text; its comments are in it. */
    static String reference(InstalledMethod method) {
        return "methods." + method.id() + " "
                + method.section().render(ConfigRenderOptions.defaults().setOriginComments(false));
    }

    /** With settings, {@code key = value} of the method's section. */
    public Subject with(String... more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(Arrays.asList(more));
        return new Subject(installed, id, List.copyOf(all), data, exceptions);
    }

    /** On these rows with labels, instead of 90 rows in three clouds of four columns; they should be easy to cluster. */
    public Subject on(Dataset rows) {
        return new Subject(installed, id, settings, Optional.of(rows), exceptions);
    }

    /**
     * With a check that is known to fail.
     *
     * @param check its number
     * @param reason why it is not mended; not blank
     */
    public Subject except(int check, String reason) {
        if (reason.isBlank() || Kit.checks().stream().noneMatch(c -> c.number() == check)) {
            throw Fault.of("an exception names a check and a reason")
                    .got(check + " because \"" + reason + "\"")
                    .as(CoterieException.Kind.CONFIG);
        }
        SortedMap<Integer, String> all = new TreeMap<>(exceptions);
        all.put(check, reason);
        return new Subject(installed, id, settings, data, all);
    }

    /** The method's id. */
    public String id() {
        return id;
    }

    Installed installed() {
        return installed;
    }

    List<String> settings() {
        return settings;
    }

    Optional<Dataset> data() {
        return data;
    }

    Optional<String> exception(int check) {
        return Optional.ofNullable(exceptions.get(check));
    }
}
