package org.coterie.runtime.cli;

import com.google.inject.ProvisionException;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.jspecify.annotations.Nullable;

/** Says what went wrong: one message for people, one number for scripts, and a stack trace only where asked for. */
final class Failures {
    /** Set to 1, it asks for stack traces. */
    static final String VARIABLE = "COTERIE_STACK_TRACE";

    private final Shell shell;
    private boolean traces;

    Failures(Shell shell) {
        this.shell = shell;
        this.traces = shell.variable(VARIABLE).equals("1");
    }

    /** Stack traces are wanted. */
    void showTraces() {
        traces = true;
    }

    /** Prints a failure and returns the exit code. */
    int print(Throwable thrown) {
        Throwable failure = thrown;
        while (failure instanceof ProvisionException && failure.getCause() != null) {
            failure = failure.getCause(); // thrown by one of our own classes while Guice made it
        }
        if (failure instanceof CoterieException known) {
            say(known.getMessage());
            trace(known);
            return ExitCode.of(known.kind()).code();
        }
        say(unexpected(failure).toString());
        trace(failure);
        return ExitCode.UNEXPECTED.code();
    }

    /** Prints what is wrong with the arguments and returns the exit code. */
    int usage(Fault fault) {
        say(fault.toString());
        return ExitCode.CONFIG.code();
    }

    private Fault unexpected(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return Fault.of("Java's memory is used up")
                    .got(oneLine(failure.getMessage()))
                    .advise("give it more: JAVA_OPTS=-Xmx4g coterie ...");
        }
        @Nullable String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        return Fault.of("unexpected " + name + (message == null ? "" : ": " + oneLine(message)))
                .advise(
                        traces
                                ? "report it, with the lines below"
                                : "run it again with --stack-trace and report what it prints");
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private void say(@Nullable String text) {
        shell.out().flush();
        shell.err().println("coterie: " + text);
    }

    private void trace(Throwable failure) {
        if (traces) {
            failure.printStackTrace(shell.err());
        }
    }
}
