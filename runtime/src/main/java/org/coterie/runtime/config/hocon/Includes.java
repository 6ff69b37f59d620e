package org.coterie.runtime.config.hocon;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/**
 * Answers every form of {@code include}. All four interfaces are needed: HOCON falls back to its own includer, which
 * reads the network and the class path, for each form that is not answered here.
 */
final class Includes implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

    /** Reads an included file; throws a {@link CoterieException} if it may not be read. */
    @FunctionalInterface
    interface Reader {
        ConfigObject read(String what);
    }

    /** Tells the place of the include statement that names something. */
    @FunctionalInterface
    interface Finder {
        Place placeOf(String what);
    }

    private final Reader reader;
    private final Finder finder;

    Includes(Reader reader, Finder finder) {
        this.reader = reader;
        this.finder = finder;
    }

    /** Refuses every include: for overrides and for the defaults of plugins. */
    static Includes none(Place place) {
        Finder finder = what -> place;
        return new Includes(
                what -> {
                    throw refuse(place, what, "include is not possible here", "values written out");
                },
                finder);
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        if (what.contains("://")) {
            throw refused(what);
        }
        return reader.read(what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return reader.read(what.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        throw refused(what.toString());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        throw refused(what);
    }

    private CoterieException refused(String what) {
        return refuse(
                finder.placeOf(what),
                what,
                "include reads files only",
                "a file in the folder of the configuration or below it");
    }

    static CoterieException refuse(Place place, String what, String problem, String expected) {
        return Fault.of(problem)
                .at(place.toString())
                .got("include \"" + what + "\"")
                .expected(expected)
                .as(CoterieException.Kind.CONFIG);
    }
}
