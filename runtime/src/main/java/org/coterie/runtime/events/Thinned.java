package org.coterie.runtime.events;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Spares a listener most of the steps: small models take tens of thousands a second, and writing each would be most of the
 * work. All other events pass, and before them the last step that was held back, so that the end of a stage is never lost.
 */
public final class Thinned implements Listener {
    private final Listener listener;
    private final long pause;
    private final LongSupplier nanos;
    private boolean told;
    private long last;
    private Optional<Event.Progress> held = Optional.empty();

    /**
     * Passes events on.
     *
     * @param perSecond the number of steps a second that are passed, positive
     * @param nanos a clock that never goes back, as {@link System#nanoTime}
     */
    public Thinned(Listener listener, double perSecond, LongSupplier nanos) {
        this.listener = listener;
        this.pause = (long) (1e9 / perSecond);
        this.nanos = nanos;
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.Progress progress) {
            long now = nanos.getAsLong();
            if (told && now - last < pause) {
                held = Optional.of(progress);
                return;
            }
            told = true;
            last = now;
            held = Optional.empty();
        } else {
            release();
        }
        listener.on(event);
    }

    @Override
    public void close() {
        try {
            release();
        } finally {
            listener.close();
        }
    }

    private void release() {
        Optional<Event.Progress> late = held;
        held = Optional.empty();
        late.ifPresent(listener::on);
    }

    @Override
    public String toString() {
        return listener.toString();
    }
}
