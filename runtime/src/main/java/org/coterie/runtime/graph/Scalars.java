package org.coterie.runtime.graph;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.Clock;
import org.coterie.api.Schedule;

/** The schedules a program asked for while it was traced, in order; the host evaluates them before each step. */
final class Scalars {

    /** A schedule and whose clock it reads; the optimiser is empty where none asks. */
    record Entry(String key, String optimizer, Schedule rule) {}

    private final List<Entry> entries = new ArrayList<>();

    int index(String key, String optimizer, Schedule rule) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).key().equals(key)) {
                return i;
            }
        }
        entries.add(new Entry(key, optimizer, rule));
        return entries.size() - 1;
    }

    int size() {
        return entries.size();
    }

    /** Writes the values for one step. */
    void evaluate(java.util.function.Function<String, Clock> clocks, float[] into, int offset) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            into[offset + i] = (float) entry.rule().at(clocks.apply(entry.optimizer()));
        }
    }
}
