package org.coterie.runtime.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coterie.runtime.plugins.InstalledMethod;

/**
 * Writes a configuration with every key, so that a change of defaults cannot change the run when it is read again. Keys
 * are in fixed order; the folder of relative paths is written out, since the text stands in the run's folder.
 */
final class Resolved {
    private static final List<String> ORDER = List.of(
            "name",
            "seed",
            "method",
            "preset",
            "threads",
            "runs",
            "base",
            "data",
            "transforms",
            "weights",
            "checkpoint",
            "report");
    private static final ConfigRenderOptions FORM = ConfigRenderOptions.defaults()
            .setOriginComments(false)
            .setComments(false)
            .setJson(true);

    private final Report report;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();

    Resolved(Report report) {
        this.report = report;
    }

    static ConfigObject with(String key, String value, ConfigObject section) {
        return section.withValue(key, ConfigValueFactory.fromAnyRef(value));
    }

    void put(String key, Object value) {
        values.put(key, ConfigValueFactory.fromAnyRef(value));
    }

    void section(String key, ConfigValue section) {
        values.put(key, members(section, key));
    }

    void list(String key, List<ConfigObject> sections) {
        values.put(key, ConfigValueFactory.fromIterable(sections));
    }

    String text() {
        StringBuilder text = new StringBuilder("# Every key of this run; read again it gives the same run.\n");
        ORDER.stream().filter(values::containsKey).forEach(key -> line(text, key));
        values.keySet().stream().filter(key -> !ORDER.contains(key)).forEach(key -> line(text, key));
        return text.toString();
    }

    private void line(StringBuilder text, String key) {
        text.append(key)
                .append(" = ")
                .append(values.get(key).render(FORM).strip())
                .append('\n');
    }

    /** The value with the members of ensembles written out. */
    private ConfigValue members(ConfigValue value, String path) {
        if (value instanceof ConfigObject section) {
            ConfigObject all = section;
            for (Map.Entry<String, ConfigValue> entry : section.entrySet()) {
                all = all.withValue(entry.getKey(), members(entry.getValue(), path + "." + entry.getKey()));
            }
            return all;
        }
        if (value instanceof ConfigList list) {
            List<ConfigValue> elements = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                elements.add(element(list.get(i), path + "[" + i + "]"));
            }
            return ConfigValueFactory.fromIterable(elements);
        }
        return value;
    }

    private ConfigValue element(ConfigValue value, String path) {
        ConfigSettings section = report.elements().get(path);
        if (section == null || section.chosen().isEmpty()) {
            return members(value, path);
        }
        MethodChoice<?> choice = section.chosen().get();
        InstalledMethod method = choice.installed();
        ConfigObject all = (ConfigObject) members(choice.section(), path);
        return with("preset", choice.preset(), with("method", method.id(), all));
    }
}
