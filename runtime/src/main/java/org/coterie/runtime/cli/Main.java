package org.coterie.runtime.cli;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The program {@code coterie}. */
public final class Main {
    private static final String LOGGING = "logback.configurationFile";

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintStream err = Screen.err();
        // numbers in files are the same everywhere, and TensorFlow takes no digits but 0 to 9
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        // here and not at the root of the jar, where it would set up the logging of programs that embed the runtime
        URL logging = Objects.requireNonNull(Main.class.getResource("logback.xml"));
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, logging.toString());
        }
        System.exit(run(args, new Shell(System.out, err, System.getenv(), Screen.isTerminal())));
    }

    /**
     * Runs a command as a program would be run, in this process.
     *
     * @param out results
     * @param err progress, warnings and errors
     * @return the exit code
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, new Shell(out, err, System.getenv(), false));
    }

    private static int run(String[] args, Shell shell) {
        return run(args, shell, new CommandModule());
    }

    /** With what is installed, and what performs runs, as the module says. */
    static int run(String[] args, Shell shell, Module module) {
        Failures failures = new Failures(shell);
        try (Interruption interruption = new Interruption(shell.err(), Interruption.PATIENCE)) {
            int code = guarded(args, shell, module, failures, interruption);
            shell.flush();
            return code;
        }
    }

    private static int guarded(
            String[] args, Shell shell, Module module, Failures failures, Interruption interruption) {
        try {
            Injector injector = Guice.createInjector(module, binder -> {
                binder.bind(Shell.class).toInstance(shell);
                binder.bind(Failures.class).toInstance(failures);
                binder.bind(Interruption.class).toInstance(interruption);
            });
            return commandLine(injector, shell, failures).execute(args);
        } catch (RuntimeException | Error e) { // the last place that can say it without a stack trace
            return failures.print(e);
        }
    }

    private static CommandLine commandLine(Injector injector, Shell shell, Failures failures) {
        CommandLine line = new CommandLine(injector.getInstance(CoterieCommand.class), factory(injector));
        HelpText.arrange(line);
        return line.setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((wrong, arguments) -> failures.usage(UsageFault.of(wrong)))
                .setExecutionExceptionHandler((thrown, command, parsed) -> failures.print(thrown));
    }

    /** Commands come from Guice, what picocli needs besides from picocli. */
    private static CommandLine.IFactory factory(Injector injector) {
        CommandLine.IFactory rest = CommandLine.defaultFactory();
        return new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                boolean ours = type.getPackage() == Main.class.getPackage();
                return ours ? injector.getInstance(type) : rest.create(type);
            }
        };
    }
}
