package org.coterie.runtime.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coterie.api.Method;
import org.coterie.runtime.config.hocon.Place;
import org.coterie.runtime.plugins.Extension;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledMethod;

/** Reads the choice of a method and its settings over presets and defaults, for a run or a member of an ensemble. */
final class MethodReader {
    private final Installed installed;

    MethodReader(Installed installed) {
        this.installed = installed;
    }

    /** The method a section names under {@code method}; empty, and reported, if there is none of that name. */
    Optional<InstalledMethod> method(ConfigSettings in) {
        List<String> ids = installed.methods().stream().map(InstalledMethod::id).toList();
        String id = in.name("method", expected(ids));
        Optional<InstalledMethod> method = installed.method(id);
        Optional<ConfigValue> value = in.find("method");
        if (method.isEmpty() && value.isPresent() && Values.isText(value.get())) {
            in.wrong("method", value.get(), "no such method is installed", expected(ids), advice(value.get(), ids));
        }
        return method;
    }

    private String expected(List<String> ids) {
        return ids.isEmpty() ? "an installed method; there is none" : Expected.oneOf(ids);
    }

    private String advice(ConfigValue value, List<String> ids) {
        String nearest = Values.didYouMean(value, ids);
        int broken = installed.problems().size();
        return nearest.isEmpty() && broken > 0
                ? "see `coterie methods`: " + broken + " problem" + (broken == 1 ? "" : "s") + " with plugins"
                : nearest;
    }

    /** The preset a section names, one the method has. */
    String preset(ConfigSettings in, InstalledMethod method, boolean optional) {
        if (optional && !in.has("preset")) {
            return InstalledMethod.RECOMMENDED;
        }
        String preset = in.name("preset", Expected.oneOf(method.presets()));
        Optional<ConfigValue> value = in.find("preset");
        if (method.presets().contains(preset)) {
            return preset;
        }
        if (value.isPresent() && Values.isText(value.get())) {
            in.wrong(
                    "preset",
                    value.get(),
                    method.id() + " has no such preset",
                    Expected.oneOf(method.presets()),
                    Values.didYouMean(value.get(), method.presets()));
        }
        return InstalledMethod.RECOMMENDED;
    }

    /**
     * The settings of a method from what the user wrote for it.
     *
     * @param path the path of the section in messages
     * @param written the user's keys, without {@code method} and {@code preset}
     * @param in the section around it
     */
    Optional<MethodChoice<?>> settings(
            InstalledMethod method, String preset, String path, ConfigObject written, ConfigSettings in) {
        Place place = written.isEmpty() ? in.place() : Report.place(written);
        ConfigSettings section =
                new ConfigSettings(in.report(), path, written, method.defaults(preset), place, method.extensions());
        return read(method, method.method(), preset, section);
    }

    private <S extends Record> Optional<MethodChoice<?>> read(
            InstalledMethod installedMethod, Method<S> method, String preset, ConfigSettings section) {
        Optional<S> settings = Guard.read(section, "method " + installedMethod.id(), method::settings);
        members(section.report());
        ConfigObject all = section.written().withFallback(installedMethod.ownDefaults(preset));
        for (Extension extension : installedMethod.extensions()) {
            all = all.withFallback(inUse(extension.defaults(), section.path(), section.report()));
            known(extension.defaults(), section.path(), section.report());
        }
        ConfigObject effective = all;
        return settings.map(s -> new MethodChoice<>(installedMethod, method, preset, s, effective));
    }

    /** The settings of an extension that were read: a run that did without it can be repeated without it. */
    private static ConfigObject inUse(ConfigObject defaults, String path, Report report) {
        ConfigObject kept = defaults;
        for (Map.Entry<String, ConfigValue> entry : defaults.entrySet()) {
            String key = path + "." + entry.getKey();
            if (entry.getValue() instanceof ConfigObject section) {
                ConfigObject below = inUse(section, key, report);
                kept = below.isEmpty() ? kept.withoutKey(entry.getKey()) : kept.withValue(entry.getKey(), below);
            } else if (!report.read().contains(key)) {
                kept = kept.withoutKey(entry.getKey());
            }
        }
        return kept;
    }

    /** Its settings may stand in a configuration that does without it, such as one of a sweep. */
    private static void known(ConfigObject defaults, String path, Report report) {
        defaults.forEach((name, value) -> {
            if (value instanceof ConfigObject section) {
                known(section, path + "." + name, report);
            } else {
                report.read(path + "." + name);
            }
        });
    }

    /**
     * The members of an ensemble: sections of a list that nobody has read. They are read now, so
     * that their mistakes are reported with the others; {@link ConfigSettings#chosen()} hands them on.
     */
    private void members(Report report) {
        for (ConfigSettings element : List.copyOf(report.elements().values())) {
            if (!report.readBelow(element.path())) {
                method(element).ifPresentOrElse(m -> member(element, m), () -> report.skip(element.path()));
            }
        }
    }

    private void member(ConfigSettings element, InstalledMethod method) {
        String preset = preset(element, method, true);
        ConfigObject written = element.written().withoutKey("method").withoutKey("preset");
        settings(method, preset, element.path(), written, element).ifPresent(element::choose);
    }
}
