package org.coterie.runtime.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.coterie.api.Fault;
import org.coterie.runtime.config.hocon.Place;
import org.coterie.runtime.config.hocon.Problems;

/** What all sections of one configuration share: the problems, and which keys were read. */
final class Report {
    private static final int LONGEST = 60;

    private final Problems problems;
    private final Set<String> read = new LinkedHashSet<>();
    private final Set<String> skipped = new LinkedHashSet<>();
    private final Set<String> blamed = new LinkedHashSet<>();
    private final Map<String, ConfigSettings> elements = new LinkedHashMap<>();

    Report(Problems problems) {
        this.problems = problems;
    }

    Problems problems() {
        return problems;
    }

    Set<String> read() {
        return read;
    }

    void read(String path) {
        read.add(path);
    }

    boolean readBelow(String path) {
        return read.stream().anyMatch(r -> r.startsWith(path + ".") || r.startsWith(path + "["));
    }

    /** Below this path nothing is known, so that no key there is called unknown. */
    void skip(String path) {
        skipped.add(path);
    }

    boolean skipped(String path) {
        return skipped.contains(path);
    }

    /** Sections handed out as elements of lists, by path. */
    Map<String, ConfigSettings> elements() {
        return elements;
    }

    /** A problem with a key, once per key. */
    void blame(String path, Place place, Fault fault) {
        if (blamed.add(path)) {
            problems.add(place, fault);
        }
    }

    boolean blamed(String path) {
        return blamed.contains(path);
    }

    static Place place(ConfigValue value) {
        return Place.of(value.origin());
    }

    /** The value as it would be written, shortened. */
    static String shown(ConfigValue value) {
        String text = value.render(ConfigRenderOptions.concise());
        return text.length() > LONGEST ? text.substring(0, LONGEST - 3) + "..." : text;
    }
}
