package org.coterie.runtime.plugins;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/** Looks for services: built in, and one plugin after the other, none of which can hold up or break the rest. */
final class Discovery {
    private final Register register;
    private final Duration limit;
    private final Set<Fault> known = new HashSet<>();

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
        plugins.sort(Comparator.comparing(p -> p.getFileName().toString()));
        plugins.forEach(this::plugin);
    }

    /** In a thread of its own, for a stranger's initialiser may never end; such a thread is left behind. */
    private void plugin(Path plugin) {
        String where = plugin.getFileName().toString();
        FutureTask<Register> task = new FutureTask<>(() -> {
            Register own = new Register();
            Services services = Services.in(PluginLayer.of(plugin), where);
            services.candidates().forEach(own::add);
            services.problems().stream().filter(p -> !known.contains(p.at(""))).forEach(own::problem);
            return own;
        });
        Thread thread = new Thread(task, "plugin " + where);
        thread.setDaemon(true);
        thread.start();
        try {
            register.merge(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
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
