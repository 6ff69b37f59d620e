package org.coterie.runtime.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.coterie.api.Fault;

/**
 * Finds what the user wrote and nobody read, and the nearest key that would have been read: a neighbour of similar
 * spelling, or a key of the same name in another section.
 */
final class UnknownKeys {
    private final Report report;
    private final Set<String> known;

    /**
     * Prepares a search.
     *
     * @param report which keys were read
     * @param more names at the top that are valid beside those that were read
     */
    UnknownKeys(Report report, Collection<String> more) {
        this.report = report;
        known = new TreeSet<>(report.read());
        known.addAll(more);
    }

    /** Reports every unknown key of a section and the sections in it. */
    void report(ConfigObject written, String path) {
        written.forEach((name, value) -> visit(join(path, name), path, name, value));
    }

    private void visit(String path, String parent, String name, ConfigValue value) {
        boolean read = report.read().contains(path);
        boolean below = report.readBelow(path);
        if (report.skipped(path)) {
            return;
        }
        if (!read && !below) {
            report.blame(path, Report.place(value), unknown(path, parent, name));
        } else if (below && value instanceof ConfigObject section) {
            report(section, path);
        } else if (below && value instanceof ConfigList list) {
            for (int i = 0; i < list.size(); i++) {
                String element = path + "[" + i + "]";
                if (list.get(i) instanceof ConfigObject section && !report.skipped(element)) {
                    report(section, element);
                }
            }
        }
    }

    private Fault unknown(String path, String parent, String name) {
        if (report.problems().full()) {
            return Fault.of("unknown key " + path);
        }
        Set<String> siblings = siblings(parent);
        Optional<String> meant = Nearest.to(name, siblings)
                .map(sibling -> join(parent, sibling))
                .or(() -> elsewhere(parent, name));
        Fault fault = Fault.of("unknown key " + path);
        return meant.map(key -> fault.advise("did you mean " + key + "?"))
                .orElseGet(() -> siblings.isEmpty() ? fault : fault.expected(Expected.oneOf(siblings)));
    }

    /** Names that were read directly below a section. */
    private Set<String> siblings(String parent) {
        String prefix = parent.isEmpty() ? "" : parent + ".";
        Set<String> names = new TreeSet<>();
        for (String path : known) {
            if (path.startsWith(prefix)) {
                names.add(path.substring(prefix.length()).split("[.\\[]", 2)[0]);
            }
        }
        return names;
    }

    /** A key of the same name in the same top section, or anywhere for a key at the top. */
    private Optional<String> elsewhere(String parent, String name) {
        String top = parent.split("[.\\[]", 2)[0];
        return known.stream()
                .filter(path -> path.endsWith("." + name))
                .filter(path -> top.isEmpty() || path.startsWith(top + "."))
                .findFirst();
    }

    private static String join(String path, String name) {
        String key = ConfigUtil.joinPath(name);
        return path.isEmpty() ? key : path + "." + key;
    }
}
