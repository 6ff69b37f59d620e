package org.coterie.datasets;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.coterie.api.Settings;

/** A section over the defaults of formats and transforms, for tests; remembers what was read and reported. */
public final class ConfSettings implements Settings {
    public final Set<String> read = new TreeSet<>();
    public final List<String> problems = new ArrayList<>();
    public final Config config;

    private ConfSettings(Config config) {
        this.config = config;
    }

    public static ConfSettings at(String path, String own) {
        return new ConfSettings(
                ConfigFactory.parseString(own).withFallback(reference().getConfig(path)));
    }

    public static Config reference() {
        try {
            Config all = ConfigFactory.empty();
            for (URL each : Collections.list(ConfSettings.class.getClassLoader().getResources("reference.conf"))) {
                try (Reader in = new InputStreamReader(each.openStream(), StandardCharsets.UTF_8)) {
                    all = all.withFallback(ConfigFactory.parseReader(in));
                }
            }
            return all;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String seen(String key) {
        read.add(key);
        return key;
    }

    @Override
    public int integer(String key, int min, int max) {
        return config.getInt(seen(key));
    }

    @Override
    public double real(String key, double min, double max) {
        return config.getDouble(seen(key));
    }

    @Override
    public boolean flag(String key) {
        // as strict as the runtime, which takes no "no" for false
        return (Boolean) config.getValue(seen(key)).unwrapped();
    }

    @Override
    public String text(String key) {
        return config.getString(seen(key));
    }

    @Override
    public <E extends Enum<E>> E choice(String key, Class<E> of) {
        return Enum.valueOf(
                of, config.getString(seen(key)).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public List<Integer> integers(String key, int min, int max) {
        return config.getIntList(seen(key));
    }

    @Override
    public List<String> texts(String key) {
        return config.getStringList(seen(key));
    }

    @Override
    public Settings section(String key) {
        return new ConfSettings(config.getConfig(seen(key)));
    }

    @Override
    public List<Settings> sections(String key) {
        return List.of();
    }

    @Override
    public boolean has(String key) {
        return config.hasPath(seen(key));
    }

    @Override
    public void problem(String key, String expected, String advice) {
        problems.add(key + ": " + expected + "; " + advice);
    }
}
