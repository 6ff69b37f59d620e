package org.coterie.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import org.coterie.runtime.events.Event;
import org.coterie.runtime.events.Listener;
import org.coterie.runtime.events.ProgressBar;
import picocli.CommandLine.Option;

/** Shows on the error stream how far a run is, and remembers which method it runs. */
final class Progress {
    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    private String method = "method";

    /** Who listens. How a run ends is left to the result, or to the error. */
    List<Listener> listeners(Shell shell) {
        List<Listener> listeners = new ArrayList<>();
        listeners.add(this::remember);
        if (!quiet) {
            ProgressBar bar = new ProgressBar(shell.err(), shell.terminal(), Screen.columns(shell), System::nanoTime);
            listeners.add(new Listener() {
                @Override
                public void on(Event event) {
                    if (event instanceof Event.RunFinished || event instanceof Event.RunStopped) {
                        bar.close();
                    } else {
                        bar.on(event);
                    }
                }

                @Override
                public void close() {
                    bar.close();
                }
            });
        }
        return List.copyOf(listeners);
    }

    private void remember(Event event) {
        if (event instanceof Event.RunStarted started) {
            method = started.method();
        }
    }

    /** The id of the method of the run, once that has begun. */
    String method() {
        return method;
    }
}
