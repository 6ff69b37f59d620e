package org.coterie.runtime.config.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/**
 * Reads HOCON from people who make mistakes. Everything it throws is a {@link CoterieException} of kind {@code CONFIG}.
 * Deterministic; reads no environment variable, no system property and nothing outside the folder of the file.
 */
public final class Hocon {
    private final Problems problems;
    private final Folder folder;
    private final Deque<Path> including = new ArrayDeque<>();
    private int substitutions;

    private Hocon(Problems problems, Folder folder) {
        this.problems = problems;
        this.folder = folder;
    }

    /**
     * A file of a user with overrides on top, resolved.
     *
     * @param file the file; its name, as given here, is used in messages
     * @param overrides {@code key=value}, later ones on top
     * @param problems where problems go that do not keep the rest from being read
     */
    public static Config read(Path file, List<String> overrides, Problems problems) {
        Hocon hocon = new Hocon(problems, Folder.of(file));
        Config set = Overrides.parse(overrides, problems);
        Config written = guarded(file.toString(), () -> hocon.parse(file, file.toString()));
        return guarded(file.toString(), () -> resolve(set.withFallback(written), file.toString()));
    }

    /** Settings given beside a file, {@code key=value}, later ones on top; wrong ones become problems. */
    public static Config overrides(List<String> assignments, Problems problems) {
        return Overrides.parse(assignments, problems);
    }

    /**
     * The {@code reference.conf} of a module or plugin.
     *
     * @param text its text
     * @param source its name in messages
     */
    public static Config reference(String text, String source) {
        Problems problems = new Problems(source);
        return guarded(source, () -> {
            Scan.of(text, source, problems);
            problems.throwIfAny();
            return resolve(parse(text, source, Includes.none(Place.of(source))), source);
        });
    }

    private Config parse(Path file, String name) {
        String text = folder.text(file, name);
        Scan scan = Scan.of(text, name, problems);
        substitutions += scan.substitutions();
        if (substitutions > Scan.SUBSTITUTIONS) {
            throw Fault.of("too many substitutions")
                    .at(name)
                    .expected("at most " + Scan.SUBSTITUTIONS + " in all files together")
                    .as(CoterieException.Kind.CONFIG);
        }
        Includes.Finder finder = what -> new Place(name, scan.lineOfInclude(what));
        including.push(file.toAbsolutePath().normalize());
        Config parsed = parse(text, name, new Includes(what -> include(file, what, finder.placeOf(what)), finder));
        including.pop();
        return parsed;
    }

    private ConfigObject include(Path from, String what, Place place) {
        Path file = folder.included(from, what, place);
        if (including.contains(file.toAbsolutePath().normalize())) {
            throw Includes.refuse(place, what, "files include each other in a circle", "");
        }
        return guarded(file.toString(), () -> parse(file, file.toString())).root();
    }

    private static Config parse(String text, String source, Includes includes) {
        return ConfigFactory.parseString(
                text, ConfigParseOptions.defaults().setOriginDescription(source).setIncluder(includes));
    }

    private static Config resolve(Config unresolved, String source) {
        if (unresolved.isResolved()) {
            return unresolved;
        }
        String rendered = unresolved.root().render(ConfigRenderOptions.concise());
        if (Expansion.bound(rendered) > Expansion.BUDGET) {
            throw Fault.of("the substitutions of this file multiply")
                    .at(source)
                    .expected("at most " + Expansion.BUDGET + " characters once all ${...} are put in")
                    .as(CoterieException.Kind.CONFIG);
        }
        return unresolved.resolve(ConfigResolveOptions.noSystem());
    }

    @FunctionalInterface
    private interface Reading {
        Config read();
    }

    private static Config guarded(String source, Reading reading) {
        try {
            return reading.read();
        } catch (ConfigException.UnresolvedSubstitution e) {
            throw unresolved(e, source);
        } catch (ConfigException.WrongType e) {
            throw fault("a configuration is made of keys with values", e, source)
                    .as(CoterieException.Kind.CONFIG);
        } catch (ConfigException e) {
            throw fault("syntax error: " + plain(e), e, source).as(CoterieException.Kind.CONFIG);
        } catch (StackOverflowError e) {
            throw Fault.of("sections are nested too deeply").at(source).as(CoterieException.Kind.CONFIG);
        }
    }

    private static CoterieException unresolved(ConfigException.UnresolvedSubstitution e, String source) {
        String message = plain(e);
        int from = message.indexOf("${");
        int to = message.indexOf('}', Math.max(0, from));
        String what = from < 0 || to < 0 ? message : message.substring(from, to + 1);
        boolean circle = message.contains("cycle");
        String problem = circle ? "substitutions refer to each other in a circle" : "nothing to put in for " + what;
        return fault(problem, e, source)
                .got(what)
                .expected("the path of a key in this file")
                .advise(circle ? "" : "environment variables are not read")
                .as(CoterieException.Kind.CONFIG);
    }

    private static Fault fault(String what, ConfigException e, String source) {
        Place place = e.origin() == null ? Place.of(source) : Place.of(e.origin());
        return Fault.of(what).at(place.toString());
    }

    /** HOCON's message without the place in front and the guesses in brackets behind. */
    private static String plain(ConfigException e) {
        String message = String.valueOf(e.getMessage());
        if (e.origin() != null) {
            String place = e.origin().description() + ": ";
            message = message.startsWith(place) ? message.substring(place.length()) : message;
        }
        int guess = message.indexOf(" (");
        message = guess < 0 ? message : message.substring(0, guess);
        String head = message.isEmpty() ? "" : message.substring(0, 1).toLowerCase(Locale.ROOT);
        return head + message.substring(Math.min(1, message.length()));
    }
}
