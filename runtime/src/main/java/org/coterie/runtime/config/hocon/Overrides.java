package org.coterie.runtime.config.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Optional;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/**
 * Settings given beside the file, as {@code key=value}. The value is read as HOCON where it is one value of HOCON, and
 * as text otherwise, so that {@code --set data.file=C:\rows.csv} needs no quotes within quotes. A later one wins.
 */
final class Overrides {
    private static final int LONGEST = 10_000;

    private Overrides() {}

    static Config parse(List<String> assignments, Problems problems) {
        Config all = ConfigFactory.empty();
        for (String assignment : assignments) {
            Optional<Config> one = parse(assignment, problems);
            if (one.isPresent()) {
                all = one.get().withFallback(all);
            }
        }
        return all;
    }

    private static Optional<Config> parse(String assignment, Problems problems) {
        String shown = assignment.length() > 80 ? assignment.substring(0, 77) + "..." : assignment;
        Place place = Place.override(shown);
        int equals = assignment.indexOf('=');
        String key = equals < 0
                ? assignment.strip()
                : assignment.substring(0, equals).strip();
        String value = equals < 0 ? "" : assignment.substring(equals + 1).strip();
        if (equals < 0 || key.isEmpty() || value.isEmpty() || assignment.length() > LONGEST) {
            problems.add(place, Fault.of("not a setting").expected("key=value, such as seed=1"));
            return Optional.empty();
        }
        List<String> path;
        try {
            path = ConfigUtil.splitPath(key);
        } catch (ConfigException e) {
            problems.add(place, Fault.of("not a key").got(key).expected("names joined by dots, such as data.file"));
            return Optional.empty();
        }
        if (path.size() > Scan.DEEPEST) {
            problems.add(place, Fault.of("sections are nested too deeply"));
            return Optional.empty();
        }
        if (value.contains("${")) {
            problems.add(
                    place,
                    Fault.of("a substitution is not possible here").got(value).expected("the value itself"));
            return Optional.empty();
        }
        return value(value, place, problems).map(v -> v.atPath(ConfigUtil.joinPath(path)));
    }

    private static Optional<ConfigValue> value(String written, Place place, Problems problems) {
        boolean structured = written.startsWith("{") || written.startsWith("[") || written.startsWith("\"");
        try {
            Scan.of("v = " + written, place.toString(), problems);
            Config parsed = ConfigFactory.parseString(
                    "v = " + written, ConfigParseOptions.defaults().setIncluder(Includes.none(place)));
            if (parsed.root().size() == 1 && parsed.root().get("v") != null) {
                Object plain = parsed.root().get("v").unwrapped();
                return Optional.of(ConfigValueFactory.fromAnyRef(plain, place.toString()));
            }
        } catch (CoterieException e) {
            if (structured) {
                problems.add(place, e.faults().get(0));
                return Optional.empty();
            }
        } catch (ConfigException e) {
            if (structured) {
                problems.add(place, Fault.of("syntax error in the value").expected("a value in HOCON or JSON"));
                return Optional.empty();
            }
        }
        return Optional.of(ConfigValueFactory.fromAnyRef(written, place.toString()));
    }
}
