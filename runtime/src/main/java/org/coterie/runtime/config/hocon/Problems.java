package org.coterie.runtime.config.hocon;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/** Collects what is wrong with a configuration, so that it is reported together and in the order of the lines. */
public final class Problems {
    private record Problem(Place place, Fault fault) {}

    private static final int MOST = 100;

    private final String first;
    private final List<Problem> found = new ArrayList<>();
    private int more;

    /**
     * An empty collection.
     *
     * @param first the file whose problems come first; those of included files follow, overrides are last
     */
    public Problems(String first) {
        this.first = first;
    }

    /** The file whose problems come first. */
    public String file() {
        return first;
    }

    /** Remembers a problem at a place; beyond a hundred they are only counted. */
    public void add(Place place, Fault fault) {
        Problem problem = new Problem(place, fault.at(place.toString()));
        if (full()) {
            more++;
        } else if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    /** Number of problems so far. */
    public int count() {
        return found.size() + more;
    }

    /** Whether further problems are only counted, so that advice on them is lost work. */
    public boolean full() {
        return found.size() >= MOST;
    }

    /** Throws all problems as one exception of kind {@code CONFIG}, if there are any. */
    public void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        List<Fault> faults = new ArrayList<>(found.stream()
                .sorted(Comparator.comparingInt((Problem p) -> rank(p.place()))
                        .thenComparing(p -> p.place().source())
                        .thenComparingInt(p -> p.place().line()))
                .map(Problem::fault)
                .toList());
        if (more > 0) {
            faults.add(Fault.of("and " + more + " more"));
        }
        throw new CoterieException(CoterieException.Kind.CONFIG, faults, null);
    }

    private int rank(Place place) {
        if (place.isOverride()) {
            return 2;
        }
        return place.source().equals(first) ? 0 : 1;
    }
}
