package org.coterie.runtime.plugins;

import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The services a plugin has for others to provide: the interfaces of its own module that the module exports and says it
 * {@code uses}. Outside of modules they are read from the descriptor in the jar.
 */
final class OwnServices {
    private OwnServices() {}

    /** Those of the module of a class, by name; none where there is no descriptor, or a class cannot be loaded. */
    static List<Class<?>> of(Class<?> plugin) {
        List<Class<?>> found = new ArrayList<>();
        Optional<ModuleDescriptor> descriptor = descriptor(plugin);
        for (String name :
                descriptor.stream().flatMap(d -> d.uses().stream()).sorted().toList()) {
            if (exported(descriptor.orElseThrow(), name)) {
                named(name, plugin.getClassLoader()).ifPresent(found::add);
            }
        }
        return found;
    }

    /** A class by its name, not yet initialised. */
    static Optional<Class<?>> named(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static boolean exported(ModuleDescriptor descriptor, String type) {
        String inPackage = type.substring(0, Math.max(0, type.lastIndexOf('.')));
        return descriptor.exports().stream()
                .anyMatch(e -> !e.isQualified() && e.source().equals(inPackage));
    }

    private static Optional<ModuleDescriptor> descriptor(Class<?> plugin) {
        if (plugin.getModule().isNamed()) {
            return Optional.ofNullable(plugin.getModule().getDescriptor());
        }
        try {
            return ReferenceFile.code(plugin).stream()
                    .flatMap(code -> ModuleFinder.of(code).findAll().stream())
                    .map(ModuleReference::descriptor)
                    .findFirst();
        } catch (FindException e) {
            return Optional.empty();
        }
    }
}
