package org.coterie.runtime.plugins;

import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/**
 * The modules of one plugin in a layer of their own above ours, so that two plugins may bring two versions of a library, and
 * above those of the plugins whose modules it requires. What we have is found first: a copy of the api within a plugin's
 * folder is passed over, for its types would be others.
 */
final class PluginLayer {
    private PluginLayer() {}

    /** The names of the modules in a jar or a folder of jars; none if it cannot be read. */
    static Set<String> names(Path plugin) {
        return descriptors(plugin).stream().map(ModuleDescriptor::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the modules that a jar or a folder of jars requires and has not itself; none if it cannot be read. */
    static Set<String> required(Path plugin) {
        Set<String> required = descriptors(plugin).stream()
                .flatMap(descriptor -> descriptor.requires().stream())
                .filter(r -> !r.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .map(ModuleDescriptor.Requires::name)
                .collect(Collectors.toCollection(TreeSet::new));
        required.removeAll(names(plugin));
        return required;
    }

    private static List<ModuleDescriptor> descriptors(Path plugin) {
        try {
            return ModuleFinder.of(plugin).findAll().stream()
                    .map(ModuleReference::descriptor)
                    .toList();
        } catch (FindException e) {
            return List.of(); // reported when its layer is made
        }
    }

    /**
     * A layer for a jar or a folder of jars; throws what the module system throws.
     *
     * @param others the layers of the plugins it requires
     */
    static ModuleLayer of(Path plugin, List<ModuleLayer> others) {
        ModuleLayer ours = Services.class.getModule().getLayer();
        ModuleLayer parent = ours == null ? ModuleLayer.boot() : ours;
        ModuleFinder finder = ModuleFinder.of(plugin);
        Set<String> names = finder.findAll().stream()
                .map(ModuleReference::descriptor)
                .map(d -> d.name())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> roots = new TreeSet<>(names);
        roots.removeIf(name -> parent.findModule(name).isPresent());
        if (roots.isEmpty()) {
            throw Fault.of(names.isEmpty() ? "there is no jar in it" : "its modules are installed already")
                    .at(plugin.getFileName().toString())
                    .got(String.join(", ", names))
                    .as(CoterieException.Kind.PLUGIN);
        }
        List<ModuleLayer> parents =
                Stream.concat(Stream.of(parent), others.stream()).toList();
        Configuration configuration = Configuration.resolve(
                ModuleFinder.of(),
                parents.stream().map(ModuleLayer::configuration).toList(),
                finder,
                roots);
        return ModuleLayer.defineModulesWithOneLoader(configuration, parents, PluginLayer.class.getClassLoader())
                .layer();
    }
}
