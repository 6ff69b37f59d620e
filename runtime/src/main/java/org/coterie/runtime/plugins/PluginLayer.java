package org.coterie.runtime.plugins;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/**
 * The modules of one plugin in a layer of their own above ours, so that two plugins may bring two versions of a library.
 * What we have is found first: a copy of the api within a plugin's folder is passed over, for its types would be others.
 */
final class PluginLayer {
    private PluginLayer() {}

    /** A layer for a jar or a folder of jars; throws what the module system throws. */
    static ModuleLayer of(Path plugin) {
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
        Configuration configuration =
                Configuration.resolve(ModuleFinder.of(), List.of(parent.configuration()), finder, roots);
        return ModuleLayer.defineModulesWithOneLoader(
                        configuration, List.of(parent), PluginLayer.class.getClassLoader())
                .layer();
    }
}
