package org.coterie.runtime.events;

/** Hears of events, one at a time, in the order they happen, on the thread of the run: it should return soon. */
@FunctionalInterface
public interface Listener extends AutoCloseable {

    /** Hears of an event. */
    void on(Event event);

    /** Gives back what it holds. */
    @Override
    default void close() {}
}
