package org.coterie.testkit;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.runtime.config.MethodDefaults;

/** 2xx: settings and {@code reference.conf} in step. */
final class SettingsRead {

    private SettingsRead() {}

    static List<Check> checks() {
        return List.of(
                Check.required(201, "defaults are valid, but for what only the user can say", trial -> trial.choice()),
                Check.required(202, "every preset is valid", trial -> {
                    for (String preset : trial.installed().presets()) {
                        trial.choice("preset = " + preset);
                    }
                }),
                Check.required(203, "every key of reference.conf is read", trial -> {
                    Set<String> unread = MethodDefaults.unread(trial.installed());
                    Claim.that(unread.isEmpty(), "never read: " + unread);
                }),
                Check.required(
                        204, "every key of reference.conf has a comment, or shares one with the line above", trial -> {
                            Map<Integer, Boolean> lines = new TreeMap<>();
                            commented(trial.defaults(), lines);
                            List<String> silent = new ArrayList<>();
                            leaves(trial.defaults(), "").forEach((key, value) -> {
                                int line = value.origin().lineNumber();
                                while (!lines.getOrDefault(line, false) && lines.containsKey(line - 1)) {
                                    line--;
                                }
                                if (!lines.getOrDefault(line, false)) {
                                    silent.add(key);
                                }
                            });
                            Claim.that(silent.isEmpty(), "without a comment: " + silent);
                        }),
                Check.required(205, "an unknown key is refused", trial -> {
                    CoterieException e = Claim.refused(() -> trial.choice("no-such-key-at-all = 1"), Kind.CONFIG);
                    Claim.that(
                            e.getMessage().contains("no-such-key-at-all"), "the message does not name the key: " + e);
                }),
                Check.required(206, "a text where a number belongs is refused", trial -> numbers(trial, "\"many\"")),
                Check.required(207, "a number beyond reason is refused", trial -> {
                    numbers(trial, "1e300");
                    numbers(trial, "-1e300");
                }),
                Check.required(208, "all mistakes are reported together", trial -> {
                    CoterieException e =
                            Claim.refused(() -> trial.choice("no-such-key = 1", "nor-this-one = 2"), Kind.CONFIG);
                    Claim.that(e.faults().size() >= 2, "of two mistakes one is reported: " + e);
                }),
                Check.required(209, "the same settings read twice are equal", trial -> {
                    Object once = trial.choice().settings();
                    Claim.equal(trial.choice().settings(), once, "read again");
                }),
                Check.required(
                        210,
                        "a section where a value belongs is refused",
                        trial -> leaves(trial.defaults(), "")
                                .forEach((key, value) -> refusedAs(trial, key, "{ a = 1 }"))),
                Check.optional(211, "keys are written in small letters with hyphens", trial -> {
                    for (String key : leaves(trial.defaults(), "").keySet()) {
                        Claim.that(key.matches("[a-z0-9.-]+"), key);
                    }
                }));
    }

    /** The lines on which keys and sections begin, and whether one of those has a comment. */
    private static void commented(ConfigObject section, Map<Integer, Boolean> lines) {
        // not values(), which is a set: equal values would be one
        section.forEach((key, value) -> {
            boolean here = !value.origin().comments().isEmpty();
            lines.merge(value.origin().lineNumber(), here, Boolean::logicalOr);
            if (value instanceof ConfigObject below) {
                commented(below, lines);
            }
        });
    }

    /** No number of the defaults may have this value. */
    private static void numbers(Trial trial, String value) {
        Map<String, ConfigValue> leaves = leaves(trial.defaults(), "");
        leaves.values().removeIf(v -> v.valueType() != ConfigValueType.NUMBER);
        Trial.needs(!leaves.isEmpty(), "a number among its settings");
        leaves.keySet().forEach(key -> refusedAs(trial, key, value));
    }

    private static void refusedAs(Trial trial, String key, String value) {
        try {
            CoterieException e = Claim.refused(() -> trial.choice(key + " = " + value), Kind.CONFIG);
            Claim.that(
                    e.getMessage().contains(key.substring(key.lastIndexOf('.') + 1)),
                    "the message does not name " + key + ": " + e);
        } catch (AssertionError e) {
            throw new AssertionError(key + " = " + value + ": " + e.getMessage(), e);
        }
    }

    /** Keys with their values; a list is one, of sections too. */
    static Map<String, ConfigValue> leaves(ConfigObject section, String path) {
        Map<String, ConfigValue> leaves = new TreeMap<>();
        section.forEach((name, value) -> {
            String key = path.isEmpty() ? name : path + "." + name;
            if (value instanceof ConfigObject below && !(value instanceof ConfigList)) {
                leaves.putAll(leaves(below, key));
            } else {
                leaves.put(key, value);
            }
        });
        return leaves;
    }
}
