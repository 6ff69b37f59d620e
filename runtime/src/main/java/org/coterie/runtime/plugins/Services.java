package org.coterie.runtime.plugins;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import org.coterie.api.Fault;
import org.coterie.api.Method;
import org.coterie.api.data.Catalogue;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Transform;

/** The services of one place: those that could be made, and what went wrong with the others. */
final class Services {
    private static final int MOST_FAILURES = 100;

    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Fault> problems = new ArrayList<>();
    private final String where;
    private final Predicate<Class<?>> mine;

    private Services(String where, Predicate<Class<?>> mine) {
        this.where = where;
        this.mine = mine;
    }

    /** Those of the layer of this module, and those its class loader sees outside of modules. */
    static Services builtIn() {
        Services services = new Services(Origin.BUILT_IN, type -> true);
        Optional.ofNullable(Services.class.getModule().getLayer()).ifPresent(services::ofLayer);
        ClassLoader loader = Services.class.getClassLoader();
        services.all(ServiceLoader.load(Method.class, loader));
        services.all(ServiceLoader.load(DataFormat.class, loader));
        services.all(ServiceLoader.load(Transform.class, loader));
        services.all(ServiceLoader.load(Catalogue.class, loader));
        services.candidates.sort(Comparator.comparing(
                c -> c.origin().module() + "/" + c.service().getClass().getName()));
        return services;
    }

    /** Those of a layer alone, not of its parents. */
    static Services in(ModuleLayer layer, String where) {
        Services services = new Services(where, type -> type.getModule().getLayer() == layer);
        services.ofLayer(layer);
        return services;
    }

    /** The providers of a plugin's own service in the layer of this module, and those its class loader sees. */
    static Services builtInOf(Class<?> service) {
        Services.class.getModule().addUses(service);
        Services services = new Services(Origin.BUILT_IN, type -> true);
        Optional.ofNullable(Services.class.getModule().getLayer())
                .ifPresent(layer -> services.all(ServiceLoader.load(layer, service)));
        services.all(ServiceLoader.load(service, Services.class.getClassLoader()));
        services.candidates.sort(Comparator.comparing(
                c -> c.origin().module() + "/" + c.service().getClass().getName()));
        return services;
    }

    /** The providers of a plugin's own service in a layer alone. */
    static Services of(Class<?> service, ModuleLayer layer, String where) {
        Services.class.getModule().addUses(service);
        Services services = new Services(where, type -> type.getModule().getLayer() == layer);
        services.all(ServiceLoader.load(layer, service));
        return services;
    }

    /** Whether a layer says that it provides a service, and means the same one. */
    static boolean provided(Class<?> service, ModuleLayer layer) {
        return layer.modules().stream()
                .filter(module -> module.getDescriptor().provides().stream()
                        .anyMatch(p -> p.service().equals(service.getName())))
                .anyMatch(module -> OwnServices.named(service.getName(), module.getClassLoader())
                        .filter(service::equals)
                        .isPresent());
    }

    /** What is said of a jar in which nobody found anything. */
    static Fault nothing(String where) {
        return Fault.of("this jar provides nothing")
                .at(where)
                .expected(
                        "a module that provides a method, a data format, a transform, a catalogue, or a service of another"
                                + " plugin that is installed")
                .advise("write it into module-info.java, or into META-INF/services");
    }

    List<Candidate> candidates() {
        return candidates;
    }

    List<Fault> problems() {
        return problems;
    }

    private void ofLayer(ModuleLayer layer) {
        all(ServiceLoader.load(layer, Method.class));
        all(ServiceLoader.load(layer, DataFormat.class));
        all(ServiceLoader.load(layer, Transform.class));
        all(ServiceLoader.load(layer, Catalogue.class));
    }

    private <T> void all(ServiceLoader<T> loader) {
        Iterator<ServiceLoader.Provider<T>> found = loader.stream().iterator();
        int failures = 0;
        boolean more = true;
        while (more && failures < MOST_FAILURES) {
            try {
                more = found.hasNext();
                if (more) {
                    make(found.next().get());
                }
            } catch (ServiceConfigurationError
                    | RuntimeException
                    | LinkageError
                    | AssertionError
                    | StackOverflowError e) {
                failures++;
                problem(e);
            }
        }
    }

    private void make(Object service) {
        Class<?> type = service.getClass();
        boolean known = candidates.stream().anyMatch(c -> c.service().getClass() == type);
        if (known || !mine.test(type)) {
            return;
        }
        try {
            String reference = ReferenceFile.of(type).orElse("");
            candidates.add(new Candidate(service, reference, Origin.of(type, where)));
        } catch (IOException e) {
            problems.add(Faults.of("its reference.conf cannot be read", where, e));
        }
    }

    private void problem(Throwable thrown) {
        Fault fault = Faults.of("this plugin cannot be loaded", where, thrown);
        if (!problems.contains(fault)) {
            problems.add(fault);
        }
    }
}
