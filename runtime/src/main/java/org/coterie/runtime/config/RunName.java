package org.coterie.runtime.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The name of a run becomes a folder on any system, so only names that are harmless on all of them are taken. */
final class RunName {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern DEVICE = Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
    private static final Set<String> ENDINGS = Set.of(".conf", ".hocon", ".json");

    private RunName() {}

    /** The name a configuration gives, else its file name without its ending and with hyphens for what is not allowed. */
    static String of(ConfigSettings top, Path file) {
        if (!top.has("name")) {
            return from(String.valueOf(file.getFileName()));
        }
        String name = top.text("name");
        if (!allowed(name)) {
            top.find("name")
                    .filter(Values::isText)
                    .ifPresent(value -> top.wrong(
                            "name",
                            value,
                            "no name for a folder",
                            "1 to 64 of A-Z, a-z, 0-9, dot, underscore and hyphen, the first a letter or digit"));
        }
        return name;
    }

    static boolean allowed(String name) {
        return ALLOWED.matcher(name).matches()
                && !name.endsWith(".")
                && !DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    private static String from(String file) {
        String name = file;
        for (String ending : ENDINGS) {
            name = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
        }
        name = name.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]+|[.]+$", "");
        name = name.substring(0, Math.min(64, name.length())).replaceAll("[.]+$", "");
        return allowed(name) ? name : "run";
    }
}
