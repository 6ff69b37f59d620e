package org.coterie.testkit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which rules were broken, and where; several fits may be watched at once. */
final class Watch {
    private final Map<Rule, List<String>> broken = new EnumMap<>(Rule.class);

    Watch() {
        for (Rule rule : Rule.values()) {
            broken.put(rule, new CopyOnWriteArrayList<>());
        }
    }

    /** Notes a breach; the method goes on, so that one fit shows all. */
    void broken(Rule rule, String what) {
        List<String> seen = broken.get(rule);
        if (!seen.contains(what)) {
            seen.add(what);
        }
    }

    void unless(boolean holds, Rule rule, String what) {
        if (!holds) {
            broken(rule, what);
        }
    }

    List<String> of(Rule rule) {
        return List.copyOf(broken.get(rule));
    }
}
