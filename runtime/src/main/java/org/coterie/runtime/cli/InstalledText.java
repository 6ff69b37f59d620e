package org.coterie.runtime.cli;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledMethod;
import org.coterie.runtime.plugins.InstalledService;
import org.coterie.runtime.plugins.Origin;

/** Lists what is installed; with every setting as a section of a configuration where asked for. */
final class InstalledText {
    private static final ConfigRenderOptions FORM = ConfigRenderOptions.concise();

    private final StringBuilder text = new StringBuilder();
    private final boolean verbose;

    private InstalledText(boolean verbose) {
        this.verbose = verbose;
    }

    static String of(Installed installed, boolean verbose) {
        InstalledText all = new InstalledText(verbose);
        all.title("Methods", installed.methods());
        installed.methods().forEach(all::method);
        all.title("Data formats", installed.formats());
        installed.formats().forEach(all::service);
        all.title("Transforms", installed.transforms());
        installed.transforms().forEach(all::service);
        return all.text.toString();
    }

    private void title(String title, List<?> of) {
        text.append(text.length() == 0 ? "" : "\n").append(title).append('\n');
        if (of.isEmpty()) {
            text.append("  none\n");
        }
    }

    private void method(InstalledMethod method) {
        head(method.id(), method.origin());
        if (!method.about().isBlank()) {
            text.append("    ").append(method.about().strip()).append('\n');
        }
        text.append("    presets: ").append(String.join(", ", method.presets())).append('\n');
        settings(method.section());
        method.extensions().forEach(extension -> {
            text.append("    ")
                    .append(extension.service().getSimpleName())
                    .append(" of ")
                    .append(extension.origin())
                    .append('\n');
            settings(extension.defaults());
        });
    }

    private void service(InstalledService<?> service) {
        head(service.id(), service.origin());
        settings(service.defaults());
    }

    private void head(String id, Origin origin) {
        text.append("  ").append(id).append(", from ").append(origin).append('\n');
    }

    private void settings(ConfigObject section) {
        if (verbose && !section.isEmpty()) {
            text.append('\n');
            section(section, "    ");
            text.append('\n');
        }
    }

    /** In the order of the file the defaults come from, with its comments. */
    private void section(ConfigObject section, String indent) {
        section.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, ConfigValue> e) ->
                                e.getValue().origin().lineNumber())
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> setting(ConfigUtil.joinPath(entry.getKey()), entry.getValue(), indent));
    }

    private void setting(String key, ConfigValue value, String indent) {
        value.origin()
                .comments()
                .forEach(comment -> text.append(indent)
                        .append('#')
                        .append(comment.stripTrailing())
                        .append('\n'));
        if (value instanceof ConfigObject section && !section.isEmpty()) {
            text.append(indent).append(key).append(" {\n");
            section(section, indent + "  ");
            text.append(indent).append("}\n");
        } else {
            text.append(indent)
                    .append(key)
                    .append(" = ")
                    .append(value.render(FORM))
                    .append('\n');
        }
    }
}
