package org.coterie.runtime.plugins;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coterie.api.Fault;
import org.coterie.api.Method;
import org.coterie.api.data.Catalogue;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Transform;

/**
 * Everything that can be named in a configuration, and what could not be loaded. Immutable; ids are unique. Found in a
 * fixed order: the module path by name, then the plugin folder by file name, a plugin after those whose modules it requires; of
 * two with one id the first is taken.
 */
public final class Installed {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final List<InstalledMethod> methods;
    private final List<InstalledService<DataFormat>> formats;
    private final List<InstalledService<Transform>> transforms;
    private final List<InstalledService<Catalogue>> catalogues;
    private final List<Fault> problems;

    Installed(Register register) {
        methods = List.copyOf(register.methods());
        formats = List.copyOf(register.formats());
        transforms = List.copyOf(register.transforms());
        catalogues = List.copyOf(register.catalogues());
        problems = List.copyOf(register.problems());
    }

    /** What is on the module path (or class path). */
    public static Installed builtIn() {
        Register register = new Register();
        Discovery discovery = new Discovery(register, LIMIT);
        discovery.builtIn();
        discovery.extensions();
        return new Installed(register);
    }

    /**
     * What is on the module path and in a folder: each jar, or sub-folder of jars, in a module layer of its own.
     *
     * @param plugins the folder; it need not exist
     */
    public static Installed with(Path plugins) {
        return with(plugins, LIMIT);
    }

    static Installed with(Path plugins, Duration limit) {
        Register register = new Register();
        Discovery discovery = new Discovery(register, limit);
        discovery.builtIn();
        discovery.folder(plugins);
        discovery.extensions();
        return new Installed(register);
    }

    /** Starts an empty list to which services are added by hand, for programs and tests. */
    public static Builder of() {
        return new Builder();
    }

    /** The methods, by id. */
    public List<InstalledMethod> methods() {
        return methods;
    }

    /** The data formats, by id. */
    public List<InstalledService<DataFormat>> formats() {
        return formats;
    }

    /** The transforms, by id. */
    public List<InstalledService<Transform>> transforms() {
        return transforms;
    }

    /** The catalogues of data sets, by id. */
    public List<InstalledService<Catalogue>> catalogues() {
        return catalogues;
    }

    /** What could not be loaded, and why; one problem per broken jar or service. */
    public List<Fault> problems() {
        return problems;
    }

    /** A method by its id. */
    public Optional<InstalledMethod> method(String id) {
        return methods.stream().filter(m -> m.id().equals(id)).findFirst();
    }

    /** A data format by its id. */
    public Optional<InstalledService<DataFormat>> format(String id) {
        return formats.stream().filter(f -> f.id().equals(id)).findFirst();
    }

    /** A transform by its id. */
    public Optional<InstalledService<Transform>> transform(String id) {
        return transforms.stream().filter(t -> t.id().equals(id)).findFirst();
    }

    /** Adds services by hand. */
    public static final class Builder {
        private final List<Candidate> candidates = new ArrayList<>();

        private Builder() {}

        /** A method with the {@code reference.conf} at the root of the jar or folder its class came from. */
        public Builder method(Method<?> method) throws IOException {
            return add(method, ReferenceFile.of(method.getClass()).orElse(""));
        }

        /** A method with the text of its {@code reference.conf}. */
        public Builder method(Method<?> method, String reference) {
            return add(method, reference);
        }

        /** A data format with the text of its {@code reference.conf}. */
        public Builder format(DataFormat format, String reference) {
            return add(format, reference);
        }

        /** A transform with the text of its {@code reference.conf}. */
        public Builder transform(Transform transform, String reference) {
            return add(transform, reference);
        }

        /** A catalogue of data sets. */
        public Builder catalogue(Catalogue catalogue) {
            return add(catalogue, "");
        }

        /** The list. */
        public Installed build() {
            Register register = new Register();
            candidates.forEach(register::add);
            return new Installed(register);
        }

        private Builder add(Object service, String reference) {
            candidates.add(new Candidate(service, reference, Origin.of(service.getClass(), Origin.BUILT_IN)));
            return this;
        }
    }
}
