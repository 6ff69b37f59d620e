package org.coterie.runtime.plugins;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Method;
import org.coterie.api.data.Catalogue;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Transform;
import org.coterie.runtime.config.hocon.Hocon;
import org.jspecify.annotations.Nullable;

/** Asks candidates for their ids and defaults and enters those that answer properly, each behind its own guard. */
final class Register {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,40}");
    /** Keys of a run's configuration; a section of a method's settings may not be called so. */
    private static final Set<String> RESERVED = Set.of(
            "name",
            "seed",
            "method",
            "methods",
            "preset",
            "threads",
            "runs",
            "base",
            "data",
            "transforms",
            "weights",
            "checkpoint",
            "report",
            "sweep");

    private final Map<String, InstalledMethod> methods = new TreeMap<>();
    private final Map<String, InstalledService<DataFormat>> formats = new TreeMap<>();
    private final Map<String, InstalledService<Transform>> transforms = new TreeMap<>();
    private final Map<String, InstalledService<Catalogue>> catalogues = new TreeMap<>();
    private final List<Fault> problems = new ArrayList<>();

    Collection<InstalledMethod> methods() {
        return methods.values();
    }

    Collection<InstalledService<DataFormat>> formats() {
        return formats.values();
    }

    Collection<InstalledService<Transform>> transforms() {
        return transforms.values();
    }

    Collection<InstalledService<Catalogue>> catalogues() {
        return catalogues.values();
    }

    List<Fault> problems() {
        return problems;
    }

    /** Enters a candidate, or the reason why not. */
    void add(Candidate candidate) {
        try {
            enter(candidate);
        } catch (CoterieException e) {
            e.faults().forEach(this::problem);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            problem(Faults.of(
                    "it fails when asked for its id", candidate.origin().where(), e));
        }
    }

    /** Remembers a problem once. */
    void problem(Fault fault) {
        if (!problems.contains(fault)) {
            problems.add(fault);
        }
    }

    private void enter(Candidate candidate) {
        if (candidate.service() instanceof Method<?> method) {
            put(asked(candidate, method));
        } else if (candidate.service() instanceof DataFormat format) {
            String id = check("data format", format.id(), candidate);
            if (id.equals("auto")) {
                throw refuse(
                        candidate,
                        Fault.of("a data format cannot be called auto").advise("auto asks all of them"));
            }
            put(formats, "data format", service(id, format, "data", candidate));
        } else if (candidate.service() instanceof Transform transform) {
            String id = check("transform", transform.id(), candidate);
            put(transforms, "transform", service(id, transform, "transforms", candidate));
        } else if (candidate.service() instanceof Catalogue catalogue) {
            String id = check("catalogue", catalogue.id(), candidate);
            put(catalogues, "catalogue", service(id, catalogue, "catalogues", candidate));
        }
    }

    /** Gives a provider of a service to the methods whose module has it, with what its jar says of their settings. */
    void extend(Class<?> service, Candidate candidate) {
        try {
            for (InstalledMethod method : List.copyOf(methods.values())) {
                if (OwnServices.of(method.method().getClass()).contains(service)) {
                    ConfigObject defaults =
                            section("methods", method.id(), candidate).withoutKey("presets");
                    methods.put(
                            method.id(),
                            method.with(new Extension(service, candidate.service(), candidate.origin(), defaults)));
                }
            }
        } catch (CoterieException e) {
            e.faults()
                    .forEach(fault -> problem(fault.at(
                            fault.where().isEmpty() ? candidate.origin().where() : fault.where())));
        }
    }

    /** Enters what another register holds, unless its id is taken. */
    void merge(Register other) {
        other.problems.forEach(this::problem);
        other.methods.values().forEach(this::put);
        other.formats.values().forEach(f -> put(formats, "data format", f));
        other.transforms.values().forEach(t -> put(transforms, "transform", t));
        other.catalogues.values().forEach(c -> put(catalogues, "catalogue", c));
    }

    private void put(InstalledMethod method) {
        if (methods.putIfAbsent(method.id(), method) != null) {
            taken("method", method.id(), method.origin());
        }
    }

    private <T> void put(Map<String, InstalledService<T>> all, String what, InstalledService<T> service) {
        if (all.putIfAbsent(service.id(), service) != null) {
            taken(what, service.id(), service.origin());
        }
    }

    private void taken(String what, String id, Origin origin) {
        problem(Fault.of("a " + what + " called " + id + " is installed already")
                .at(origin.where())
                .advise("remove one of the two; the first is used"));
    }

    private static InstalledMethod asked(Candidate candidate, Method<?> method) {
        String id = check("method", method.id(), candidate);
        if (RESERVED.contains(id)) {
            throw refuse(candidate, Fault.of("a method cannot be called " + id).advise("it is a key of every run"));
        }
        ConfigObject section = section("methods", id, candidate);
        List<String> presets = new ArrayList<>(List.of(InstalledMethod.RECOMMENDED));
        if (section.get("presets") instanceof ConfigObject named) {
            named.keySet().stream()
                    .filter(preset -> !preset.equals(InstalledMethod.RECOMMENDED))
                    .sorted(Comparator.naturalOrder())
                    .forEach(presets::add);
        }
        String told = Objects.requireNonNullElse(method.about(), "");
        return new InstalledMethod(id, method, candidate.origin(), presets, told, section, List.of());
    }

    private static <T> InstalledService<T> service(String id, T service, String root, Candidate candidate) {
        return new InstalledService<>(id, service, candidate.origin(), section(root, id, candidate));
    }

    private static ConfigObject section(String root, String id, Candidate candidate) {
        Config reference = Hocon.reference(
                candidate.reference(), "reference.conf of " + candidate.origin().module());
        ConfigValue all = reference.root().get(root);
        return all instanceof ConfigObject sections && sections.get(id) instanceof ConfigObject section
                ? section
                : ConfigFactory.empty("reference.conf").root();
    }

    private static String check(String what, @Nullable String id, Candidate candidate) {
        if (id == null || !ID.matcher(id).matches()) {
            throw refuse(
                    candidate,
                    Fault.of("this is no name for a " + what)
                            .got(id == null ? "null" : Faults.oneLine(id))
                            .expected("2 to 41 of a-z, 0-9 and -, beginning with a letter"));
        }
        return id;
    }

    private static CoterieException refuse(Candidate candidate, Fault fault) {
        return fault.at(candidate.origin().where()).as(CoterieException.Kind.PLUGIN);
    }
}
