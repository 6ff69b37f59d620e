package org.coterie.testkit;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.runtime.config.MethodDefaults;

/** 2xx, continued: what becomes of a setting, and what is said of one that is wrong. */
final class SettingsKept {
    private static final int TYPED = 5;

    private SettingsKept() {}

    static List<Check> checks() {
        return List.of(
                Check.required(212, "a misspelled key is refused with the nearest one", SettingsKept::misspelled),
                Check.required(213, "a fraction where a whole number belongs is refused, not rounded", trial -> {
                    for (Map.Entry<String, Double> each : numbers(trial).entrySet()) {
                        String key = each.getKey();
                        double v = each.getValue();
                        Optional<Record> here = read(trial, key, v);
                        Optional<Record> next = read(trial, key, v + 1);
                        Optional<Record> between = read(trial, key, v + 0.5);
                        boolean moves = here.isPresent() && next.isPresent() && !here.equals(next);
                        Claim.that(
                                v != Math.rint(v) || !moves || !(between.equals(here) || between.equals(next)),
                                key + " = " + (v + 0.5) + " is taken for a whole number");
                    }
                }),
                Check.required(214, "a number that is changed changes the settings", trial -> {
                    Record settings = trial.choice().settings();
                    for (Map.Entry<String, Double> each : numbers(trial).entrySet()) {
                        double v = each.getValue();
                        List<Record> others = DoubleStream.of(v + 1, v - 1, v * 2, v / 2, v * 0.9, v * 1.1)
                                .filter(other -> other != v)
                                .mapToObj(other -> read(trial, each.getKey(), other))
                                .flatMap(Optional::stream)
                                .toList();
                        Claim.that(
                                others.isEmpty() || others.stream().anyMatch(other -> !other.equals(settings)),
                                each.getKey() + " is read and goes nowhere");
                    }
                }),
                Check.optional(215, "the comment of a number says which numbers are allowed", trial -> {
                    Map<Integer, String> lines = new TreeMap<>();
                    comments(trial.defaults(), lines);
                    List<String> silent = new ArrayList<>();
                    SettingsRead.leaves(trial.defaults(), "").forEach((key, value) -> {
                        int line = value.origin().lineNumber();
                        while (lines.getOrDefault(line, "").isEmpty() && lines.containsKey(line - 1)) {
                            line--;
                        }
                        String comment = lines.getOrDefault(line, "");
                        if (value.valueType() == ConfigValueType.NUMBER && comment.matches("(?s)\\D+")) {
                            silent.add(key);
                        }
                    });
                    Claim.that(silent.isEmpty(), "no number in the comment of " + silent);
                }),
                Check.required(216, "a refusal of a number says what would be right", trial -> {
                    for (String key : numbers(trial).keySet()) {
                        try {
                            trial.choice(key + " = 1e300");
                        } catch (CoterieException e) {
                            Claim.that(
                                    e.faults().stream()
                                            .noneMatch(f -> f.expected().isBlank()
                                                    && f.advice().isBlank()),
                                    "neither expected nor advised: " + e);
                        }
                    }
                }));
    }

    private static void misspelled(Trial trial) {
        Set<String> keys = SettingsRead.leaves(trial.defaults(), "").keySet();
        Set<String> unread = MethodDefaults.unread(trial.installed());
        List<String> some = keys.stream()
                .filter(key -> key.length() - key.lastIndexOf('.') > TYPED)
                .filter(key -> !keys.contains(shorter(key))
                        && !unread.contains(trial.subject().id() + "." + key))
                .limit(TYPED)
                .toList();
        Trial.needs(!some.isEmpty(), "a key of more than four letters");
        for (String key : some) {
            CoterieException e = Claim.refused(() -> trial.choice(shorter(key) + " = 1"), Kind.CONFIG);
            Claim.that(e.getMessage().contains("did you mean"), "for " + shorter(key) + " no key is proposed: " + e);
        }
    }

    private static String shorter(String key) {
        return key.substring(0, key.length() - 1);
    }

    /** The numbers as the short settings have them, by key. */
    private static Map<String, Double> numbers(Trial trial) {
        Map<String, Double> numbers = new TreeMap<>();
        SettingsRead.leaves(trial.choice().section(), "").forEach((key, value) -> {
            if (value.valueType() == ConfigValueType.NUMBER) {
                numbers.put(key, ((Number) value.unwrapped()).doubleValue());
            }
        });
        Trial.needs(!numbers.isEmpty(), "a number among its settings");
        return numbers;
    }

    /** The settings with another number; empty where it is refused. */
    private static Optional<Record> read(Trial trial, String key, double value) {
        try {
            String text = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
            return Optional.of(trial.choice(key + " = " + text).settings());
        } catch (CoterieException e) {
            return Optional.empty();
        }
    }

    /** The comment above each line on which a key begins; empty where there is none. */
    private static void comments(ConfigObject section, Map<Integer, String> lines) {
        section.forEach((key, value) -> {
            lines.merge(value.origin().lineNumber(), comment(value), String::concat);
            if (value instanceof ConfigObject below) {
                comments(below, lines);
            }
        });
    }

    private static String comment(ConfigValue value) {
        return String.join("\n", value.origin().comments());
    }
}
