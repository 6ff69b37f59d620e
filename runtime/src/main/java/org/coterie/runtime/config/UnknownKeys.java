package org.coterie.runtime.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
        visit(
                written,
                path,
                (key, parent, name, value) -> report.blame(key, Report.place(value), unknown(key, parent, name)));
    }

    /** The unknown keys of a section and the sections in it. */
    List<String> unread(ConfigObject written, String path) {
        List<String> keys = new ArrayList<>();
        visit(written, path, (key, parent, name, value) -> keys.add(key));
        return keys;
    }

    @FunctionalInterface
    private interface Visitor {
        void unread(String key, String parent, String name, ConfigValue value);
    }

    private void visit(ConfigObject section, String path, Visitor visitor) {
        section.forEach((name, value) -> {
            String key = join(path, name);
            if (!report.skipped(key)) {
                visit(key, path, name, value, visitor);
            }
        });
    }

    private void visit(String key, String parent, String name, ConfigValue value, Visitor visitor) {
        boolean below = report.readBelow(key);
        if (!below && !report.read().contains(key)) {
            visitor.unread(key, parent, name, value);
        } else if (below && value instanceof ConfigObject section) {
            visit(section, key, visitor);
        } else if (below && value instanceof ConfigList list) {
            for (int i = 0; i < list.size(); i++) {
                String element = key + "[" + i + "]";
                if (list.get(i) instanceof ConfigObject section && !report.skipped(element)) {
                    visit(section, element, visitor);
                }
            }
        }
    }

    private Fault unknown(String path, String parent, String name) {
        if (report.problems().full()) {
            return Fault.of("unknown key " + path);
        }
        Set<String> siblings = siblings(parent);
        Optional<String> meant =
                Nearest.to(name, siblings).map(sibling -> join(parent, sibling)).or(() -> elsewhere(parent, name));
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
