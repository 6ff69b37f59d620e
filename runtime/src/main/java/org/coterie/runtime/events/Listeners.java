package org.coterie.runtime.events;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells several listeners. One that fails is logged once and dropped: neither the others nor the run notice. Safe to
 * call from several threads; events are told one at a time.
 */
public final class Listeners implements Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<Listener> listeners;

    /** Tells these, in this order. */
    public Listeners(List<? extends Listener> listeners) {
        this.listeners = new ArrayList<>(listeners);
    }

    @Override
    public synchronized void on(Event event) {
        for (Listener listener : List.copyOf(listeners)) {
            try {
                listener.on(event);
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError failure) {
                listeners.remove(listener);
                LOG.warn("a listener failed and hears no more of this run: {}", listener, failure);
                close(listener);
            }
        }
    }

    /** Closes all; one that fails is logged. */
    @Override
    public synchronized void close() {
        listeners.forEach(Listeners::close);
        listeners.clear();
    }

    private static void close(Listener listener) {
        try {
            listener.close();
        } catch (RuntimeException | LinkageError | AssertionError failure) {
            LOG.warn("a listener could not be closed: {}", listener, failure);
        }
    }
}
