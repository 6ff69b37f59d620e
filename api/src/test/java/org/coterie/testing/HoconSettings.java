package org.coterie.testing;

import com.typesafe.config.Config;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.coterie.api.Settings;

/** A section of HOCON as a method sees it; notes what was read and what was wrong. Handed to the tests of the plugins. */
public record HoconSettings(Config config, String prefix, Set<String> read, List<String> problems) implements Settings {

    private String key(String key) {
        read.add(prefix + key);
        return key;
    }

    @Override
    public int integer(String key, int min, int max) {
        return (int) real(key, min, max);
    }

    @Override
    public double real(String key, double min, double max) {
        double value = config.getDouble(key(key));
        if (value < min || value > max) {
            problems.add(prefix + key + " = " + value);
        }
        return Math.min(max, Math.max(min, value));
    }

    @Override
    public boolean flag(String key) {
        return config.getBoolean(key(key));
    }

    @Override
    public String text(String key) {
        return config.getString(key(key));
    }

    @Override
    public <E extends Enum<E>> E choice(String key, Class<E> of) {
        String wanted = config.getString(key(key)).toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(of.getEnumConstants())
                .filter(constant -> constant.name().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Integer> integers(String key, int min, int max) {
        return config.getIntList(key(key));
    }

    @Override
    public List<String> texts(String key) {
        return config.getStringList(key(key));
    }

    @Override
    public Settings section(String key) {
        return new HoconSettings(config.getConfig(key), prefix + key + ".", read, problems);
    }

    @Override
    public List<Settings> sections(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean has(String key) {
        return config.hasPath(key(key));
    }

    @Override
    public void problem(String key, String expected, String advice) {
        problems.add(prefix + key + ": expected " + expected + "; try: " + advice);
    }
}
