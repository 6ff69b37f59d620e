package org.coterie.runtime.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or a TERM signal during a run. Java then starts its shutdown hooks while the run goes on; ours asks the run to
 * stop and keeps the process alive until it has finished its step, written its checkpoint and said how to resume, or
 * until patience ends. The process then returns 128 plus the number of the signal, as shells expect.
 */
final class Interruption implements AutoCloseable {
    /** Checkpoints are small; a step that takes longer than this is not worth waiting for. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PrintStream err;
    private final Duration patience;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "interruption");
    private volatile boolean asked;

    Interruption(PrintStream err, Duration patience) {
        this.err = err;
        this.patience = patience;
    }

    /** From now on signals stop the run, not the process. */
    void watch() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the run should stop after this step. */
    boolean asked() {
        return asked;
    }

    private void stop() {
        err.println("\nstopping after this step");
        err.flush();
        asked = true;
        try {
            if (!over.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                err.println("coterie: the step did not end within " + patience.toSeconds()
                        + " s; the last checkpoint is kept, if there is one");
                err.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The run is over and everything is said: a process that is being stopped may end. */
    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is running
        }
    }
}
