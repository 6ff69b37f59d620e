package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.List;
import java.util.concurrent.Callable;
import org.coterie.api.Fault;
import org.coterie.runtime.plugins.Installed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "methods",
        header = "Lists methods, data formats and transforms, and their origin.",
        description = "Plugins that cannot be loaded are reported after it; the others work.",
        footer = {"  coterie methods", "  coterie methods --verbose --plugins ~/my-plugins"})
final class MethodsCommand implements Callable<Integer> {
    private final Shell shell;
    private final Provider<Installed> installed;

    @Option(
            names = {"-v", "--verbose"},
            description = "List every setting with its default and what it means.")
    private boolean verbose;

    @Inject
    MethodsCommand(Shell shell, Provider<Installed> installed) {
        this.shell = shell;
        this.installed = installed;
    }

    @Override
    public Integer call() {
        Installed all = installed.get();
        shell.out().print(InstalledText.of(all, verbose));
        List<Fault> problems = all.problems();
        if (!problems.isEmpty()) {
            shell.out().flush();
            shell.err()
                    .println("coterie: " + OutcomeText.count(problems.size(), "problem")
                            + " with plugins; the others work");
            for (int i = 0; i < problems.size(); i++) {
                String text = problems.get(i).toString().replace("\n", "\n   ");
                shell.err().println("\n" + (i + 1) + ") " + text);
            }
        }
        return ExitCode.OK.code();
    }
}
