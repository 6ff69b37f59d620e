package org.coterie.runtime.plugins;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/** Looks for services: built in, and one plugin after the other, none of which can hold up or break the rest. */
final class Discovery {
    private final Register register;
    private final Duration limit;
    private final Set<Fault> known = new HashSet<>();
    private final Map<Path, ModuleLayer> layers = new LinkedHashMap<>();
    private final Set<String> silent = new LinkedHashSet<>();

    Discovery(Register register, Duration limit) {
        this.register = register;
        this.limit = limit;
    }

    /** What the module path, or the class path, provides. */
    void builtIn() {
        Services services = Services.builtIn();
        services.problems().forEach(p -> known.add(p.at("")));
        services.candidates().forEach(register::add);
        services.problems().forEach(register::problem);
    }

    /** Every jar of a folder and every sub-folder of jars. */
    void folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> plugins = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(plugins::add);
        } catch (IOException e) {
            register.problem(Faults.of("the plugin folder cannot be read", String.valueOf(folder.getFileName()), e));
        }
        plugins.removeIf(p -> !Files.isDirectory(p) && !p.toString().endsWith(".jar"));
        plugins.sort(Comparator.comparing(Discovery::name));
        Map<String, Path> owners = new LinkedHashMap<>();
        plugins.forEach(p -> PluginLayer.names(p).forEach(module -> owners.putIfAbsent(module, p)));
        Set<Path> begun = new HashSet<>();
        plugins.forEach(p -> plugin(p, owners, begun));
    }

    /**
     * The services that methods have for others: their providers, in the order in which the places were looked at. What a jar
     * brings that nobody asks for is a problem.
     */
    void extensions() {
        Set<Class<?>> services = new LinkedHashSet<>();
        register.methods()
                .forEach(m -> services.addAll(OwnServices.of(m.method().getClass())));
        for (Class<?> service : services) {
            extend(service, Services.builtInOf(service));
            layers.forEach((plugin, layer) -> {
                if (Services.provided(service, layer)) {
                    silent.remove(name(plugin));
                    guarded(
                            name(plugin),
                            () -> Services.of(service, layer, name(plugin)),
                            found -> extend(service, found));
                }
            });
        }
        silent.forEach(where -> register.problem(Services.nothing(where)));
    }

    private void extend(Class<?> service, Services found) {
        found.candidates().forEach(candidate -> register.extend(service, candidate));
        found.problems().stream().filter(p -> !known.contains(p.at(""))).forEach(register::problem);
    }

    /** A plugin, after those whose modules it requires. */
    private void plugin(Path plugin, Map<String, Path> owners, Set<Path> begun) {
        if (!begun.add(plugin)) {
            return;
        }
        List<ModuleLayer> others = new ArrayList<>();
        for (String module : PluginLayer.required(plugin)) {
            Path owner = owners.get(module);
            if (owner != null) {
                plugin(owner, owners, begun);
                Optional.ofNullable(layers.get(owner))
                        .filter(layer -> !others.contains(layer))
                        .ifPresent(others::add);
            }
        }
        String where = name(plugin);
        guarded(
                where,
                () -> {
                    ModuleLayer layer = PluginLayer.of(plugin, others);
                    Register own = new Register();
                    Services services = Services.in(layer, where);
                    services.candidates().forEach(own::add);
                    services.problems().stream()
                            .filter(p -> !known.contains(p.at("")))
                            .forEach(own::problem);
                    boolean nothing = services.candidates().isEmpty()
                            && services.problems().isEmpty();
                    return new Found(layer, own, nothing);
                },
                found -> {
                    layers.put(plugin, found.layer());
                    register.merge(found.register());
                    if (found.nothing()) {
                        silent.add(where);
                    }
                });
    }

    /**
     * What was found in one plugin.
     *
     * @param nothing whether it provides no service of the api
     */
    private record Found(ModuleLayer layer, Register register, boolean nothing) {}

    private static String name(Path plugin) {
        return String.valueOf(plugin.getFileName());
    }

    /** In a thread of its own, for a stranger's initialiser may never end; such a thread is left behind. */
    private <T> void guarded(String where, Callable<T> work, Consumer<T> then) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "plugin " + where);
        thread.setDaemon(true);
        thread.start();
        try {
            then.accept(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CoterieException refused) {
                refused.faults().forEach(register::problem);
            } else {
                register.problem(Faults.of("this plugin cannot be loaded", where, e.getCause()));
            }
        } catch (TimeoutException e) {
            register.problem(Fault.of("this plugin does not answer")
                    .at(where)
                    .expected("an answer within " + limit.toSeconds() + " s")
                    .advise("remove it"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            register.problem(Fault.of("loading was interrupted").at(where));
        }
    }
}
