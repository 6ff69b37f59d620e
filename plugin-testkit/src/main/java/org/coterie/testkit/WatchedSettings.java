package org.coterie.testkit;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.coterie.api.Settings;

/** Settings that notice when they are read late; members of an ensemble may be kept, but not read. */
final class WatchedSettings implements Settings {
    private final Settings in;
    private final Watch watch;
    private final AtomicBoolean over;

    WatchedSettings(Settings in, Watch watch) {
        this(in, watch, new AtomicBoolean());
    }

    private WatchedSettings(Settings in, Watch watch, AtomicBoolean over) {
        this.in = in;
        this.watch = watch;
        this.over = over;
    }

    void end() {
        over.set(true);
    }

    /** What is behind it, for the runtime. */
    static Settings plain(Settings settings) {
        return settings instanceof WatchedSettings watched ? watched.in : settings;
    }

    private Settings now(String key) {
        watch.unless(!over.get(), Rule.SETTINGS_READ_LATE, key);
        return in;
    }

    @Override
    public int integer(String key, int min, int max) {
        return now(key).integer(key, min, max);
    }

    @Override
    public double real(String key, double min, double max) {
        return now(key).real(key, min, max);
    }

    @Override
    public boolean flag(String key) {
        return now(key).flag(key);
    }

    @Override
    public String text(String key) {
        return now(key).text(key);
    }

    @Override
    public <E extends Enum<E>> E choice(String key, Class<E> of) {
        return now(key).choice(key, of);
    }

    @Override
    public List<Integer> integers(String key, int min, int max) {
        return now(key).integers(key, min, max);
    }

    @Override
    public List<String> texts(String key) {
        return now(key).texts(key);
    }

    @Override
    public Settings section(String key) {
        return new WatchedSettings(now(key).section(key), watch, over);
    }

    @Override
    public List<Settings> sections(String key) {
        return now(key).sections(key).stream()
                .<Settings>map(section -> new WatchedSettings(section, watch, over))
                .toList();
    }

    @Override
    public boolean has(String key) {
        return now(key).has(key);
    }

    @Override
    public <S> List<S> providers(Class<S> service) {
        return now(service.getName()).providers(service);
    }

    @Override
    public void problem(String key, String expected, String advice) {
        now(key).problem(key, expected, advice);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WatchedSettings that && in.equals(that.in);
    }

    @Override
    public int hashCode() {
        return in.hashCode();
    }

    @Override
    public String toString() {
        return in.toString();
    }
}
