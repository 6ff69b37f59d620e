package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.coterie.api.CoterieException;
import org.coterie.runtime.plugins.Installed;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        header = "Looks whether coterie can work here, and what to do if not.",
        description = "Each line begins with ok, warn or fail. Returns 1 if one of them is fail.",
        footer = "  coterie doctor")
final class DoctorCommand implements Callable<Integer> {
    private final Shell shell;
    private final PluginsFolder plugins;
    private final Provider<Installed> installed;

    @Inject
    DoctorCommand(Shell shell, PluginsFolder plugins, Provider<Installed> installed) {
        this.shell = shell;
        this.plugins = plugins;
        this.installed = installed;
    }

    @Override
    public Integer call() {
        boolean fails = false;
        for (Supplier<Check> look : looks()) {
            Check check = look.get();
            fails |= check.state() == Check.State.FAIL;
            shell.out().println(check);
            shell.out().flush(); // what follows may end the process
        }
        return (fails ? ExitCode.UNEXPECTED : ExitCode.OK).code();
    }

    /** The native library comes last: if loading it ends the process, the rest is said. */
    private List<Supplier<Check>> looks() {
        return List.of(
                () -> Check.ok("coterie", CoterieCommand.Version.ours()),
                () -> Checks.java(Runtime.version(), System.getProperty("java.vendor", "")),
                () -> Checks.system(System.getProperty("os.name", ""), System.getProperty("os.arch", "")),
                () -> Checks.processor(
                        Path.of("/proc/cpuinfo"), Runtime.getRuntime().availableProcessors()),
                Checks::memory,
                () -> Checks.cache(Checks.cache(), Checks.UNPACKED),
                this::plugins,
                Checks::tensorflow);
    }

    private Check plugins() {
        try {
            return Checks.plugins(plugins.find(), installed::get);
        } catch (CoterieException e) {
            return Check.fail("plugins", e.faults().get(0).what(), "name a folder that exists");
        }
    }
}
