package org.coterie.runtime.report;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coterie.runtime.config.MethodChoice;
import org.coterie.runtime.plugins.InstalledMethod;

/**
 * What is known of a method and its settings.
 *
 * @param about one sentence with its paper; may be empty
 * @param note what the method's {@code reference.conf} says of the preset, in the comment above it; empty for none
 * @param changed settings that are not the recommended ones, by name
 */
public record MethodFacts(String about, String note, List<Setting> changed) {
    /** Of a method of which nothing can be found. */
    public static final MethodFacts NONE = new MethodFacts("", "", List.of());

    private static final ConfigRenderOptions FORM = ConfigRenderOptions.concise();

    /**
     * A setting of the run.
     *
     * @param name its path in the method's section
     * @param here its value
     * @param usual what it is by default; empty where it has none
     */
    public record Setting(String name, String here, String usual) {}

    /** Copies the list. */
    public MethodFacts {
        changed = List.copyOf(changed);
    }

    /** Of the method of a run. */
    public static MethodFacts of(MethodChoice<?> choice) {
        InstalledMethod method = choice.installed();
        Map<String, String> usual = flat(method.defaults(InstalledMethod.RECOMMENDED));
        List<Setting> changed = new ArrayList<>();
        flat(choice.section()).forEach((name, here) -> {
            String other = usual.getOrDefault(name, "");
            if (!here.equals(other)) {
                changed.add(new Setting(name, here, other));
            }
        });
        return new MethodFacts(method.about(), note(method, choice.preset()), changed);
    }

    private static String note(InstalledMethod method, String preset) {
        return method.section().get("presets") instanceof ConfigObject presets
                        && presets.get(preset) instanceof ConfigObject named
                ? String.join(
                        " ",
                        named.origin().comments().stream().map(String::strip).toList())
                : "";
    }

    /** As people write it, so that 1 and 1.0 are the same. */
    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static Map<String, String> flat(ConfigObject section) {
        Map<String, String> flat = new TreeMap<>();
        Config config = section.toConfig();
        for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
            Object value = entry.getValue().unwrapped();
            flat.put(
                    entry.getKey(),
                    value instanceof Number number
                            ? plain(number.doubleValue())
                            : value instanceof String text
                                    ? text
                                    : entry.getValue().render(FORM));
        }
        return flat;
    }
}
