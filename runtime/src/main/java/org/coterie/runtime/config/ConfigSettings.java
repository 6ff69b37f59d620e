package org.coterie.runtime.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.coterie.api.Fault;
import org.coterie.api.Settings;
import org.coterie.runtime.config.hocon.Place;
import org.coterie.runtime.plugins.Extension;

/**
 * One section of a configuration, read strictly: a whole number has no fraction, a flag is {@code true} or
 * {@code false}, a number is not in quotes, a text is. A wrong value is reported and the default (or the nearest bound)
 * returned, so that reading goes on.
 */
public final class ConfigSettings implements Settings {
    private static final ConfigObject NONE = ConfigFactory.empty().root();
    private static final ConfigList NO_LIST = ConfigValueFactory.fromIterable(List.of());

    private final Report report;
    private final String path;
    private final ConfigObject written;
    private final ConfigObject defaults;
    private final ConfigObject merged;
    private final Place place;
    private final List<Extension> extensions;
    private Optional<MethodChoice<?>> chosen = Optional.empty();

    /** A section: what the user wrote, over presets and defaults; {@code place} is named where a key is missing. */
    ConfigSettings(Report report, String path, ConfigObject written, ConfigObject defaults, Place place) {
        this(report, path, written, defaults, place, List.of());
    }

    /** Likewise, of a method to which others provide something. */
    ConfigSettings(
            Report report,
            String path,
            ConfigObject written,
            ConfigObject defaults,
            Place place,
            List<Extension> extensions) {
        this.report = report;
        this.path = path;
        this.written = written;
        this.defaults = defaults;
        this.merged = written.withFallback(defaults);
        this.place = place;
        this.extensions = extensions;
    }

    @Override
    public int integer(String key, int min, int max) {
        return Math.toIntExact(read(key, Expected.whole(min, max), v -> Values.whole(v, min, max), (long) min));
    }

    /** A whole number, or a word that stands for {@code meaning}. */
    int integerOr(String word, int meaning, String key, int min, int max) {
        Function<ConfigValue, Values.Reading<Long>> reader =
                v -> Values.isText(v) && v.unwrapped().equals(word)
                        ? Values.Reading.of((long) meaning)
                        : Values.whole(v, min, max);
        return Math.toIntExact(read(key, word + ", or " + Expected.whole(min, max), reader, (long) meaning));
    }

    @Override
    public double real(String key, double min, double max) {
        return read(key, Expected.number(min, max), v -> Values.number(v, min, max), Math.max(min, Math.min(max, 0)));
    }

    @Override
    public boolean flag(String key) {
        return read(key, "true or false", Values::flag, false);
    }

    @Override
    public String text(String key) {
        return read(key, "a text", Values::text, "");
    }

    /** A text that names something; {@code expected} is said where it is missing or no text. */
    String name(String key, String expected) {
        return read(key, expected, Values::name, "");
    }

    @Override
    public <E extends Enum<E>> E choice(String key, Class<E> of) {
        String expected = Expected.oneOf(Expected.words(of));
        return read(key, expected, v -> Values.choice(v, of), of.getEnumConstants()[0]);
    }

    @Override
    public List<Integer> integers(String key, int min, int max) {
        return list(key, "a list, each " + Expected.whole(min, max), v -> Values.whole(v, min, max)).stream()
                .map(Long::intValue)
                .toList();
    }

    @Override
    public List<String> texts(String key) {
        return list(key, "a list of texts", Values::text);
    }

    @Override
    public Settings section(String key) {
        ConfigObject mine = Values.object(raw(written, key)).orElse(NONE);
        ConfigObject below = Values.object(raw(defaults, key)).orElse(NONE);
        Optional<ConfigValue> value = find(key);
        if (value.isPresent() && value.get().valueType() != ConfigValueType.OBJECT) {
            wrong(key, value.get(), "a section is expected here", "a section in braces { }");
        }
        Place at = value.filter(v -> !mine.isEmpty()).map(Report::place).orElse(place);
        return new ConfigSettings(report, at(key), mine, below, at, extensions);
    }

    @Override
    public List<Settings> sections(String key) {
        List<Settings> sections = new ArrayList<>();
        String expected = "a list of sections in braces { }";
        ConfigList values = items(key, expected);
        for (int i = 0; i < values.size(); i++) {
            String element = at(key) + "[" + i + "]";
            if (values.get(i) instanceof ConfigObject object) {
                ConfigSettings section =
                        new ConfigSettings(report, element, object, NONE, Report.place(object), extensions);
                sections.add(section);
                report.elements().put(element, section);
            } else {
                wrong(key + "[" + i + "]", values.get(i), "a section is expected here", expected);
            }
        }
        return List.copyOf(sections);
    }

    @Override
    public boolean has(String key) {
        return find(key).isPresent();
    }

    @Override
    public <S> List<S> providers(Class<S> service) {
        return extensions.stream()
                .filter(extension -> extension.service() == service)
                .map(extension -> service.cast(extension.provider()))
                .toList();
    }

    @Override
    public void problem(String key, String expected, String advice) {
        Optional<ConfigValue> value = raw(merged, key);
        Fault fault = Fault.of(at(key) + " does not fit").expected(expected).advise(advice);
        report.blame(
                at(key),
                value.map(Report::place).orElse(place),
                value.map(v -> fault.got(Report.shown(v))).orElse(fault));
    }

    /** The method this section chooses, if it is the member of an ensemble and the configuration is read. */
    public Optional<MethodChoice<?>> chosen() {
        return chosen;
    }

    void choose(MethodChoice<?> choice) {
        chosen = Optional.of(choice);
    }

    /** The path of this section, {@code deepwak.training}; empty for the whole. */
    String path() {
        return path;
    }

    /** A key of this section with the path in front. */
    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Report report() {
        return report;
    }

    Place place() {
        return place;
    }

    ConfigObject written() {
        return written;
    }

    ConfigObject defaults() {
        return defaults;
    }

    ConfigObject merged() {
        return merged;
    }

    /** The value of a key, if it is there and not null; counts as a read. */
    Optional<ConfigValue> find(String key) {
        report.read(at(key));
        return raw(merged, key).filter(v -> v.valueType() != ConfigValueType.NULL);
    }

    /** Reports a value. */
    void wrong(String key, ConfigValue value, String what, String expected) {
        wrong(key, value, what, expected, "");
    }

    /** Reports a value, with a cure. */
    void wrong(String key, ConfigValue value, String what, String expected, String advice) {
        Fault fault = Fault.of(at(key) + ": " + what).got(Report.shown(value)).expected(expected);
        report.blame(at(key), Report.place(value), fault.advise(advice));
    }

    /** A list, empty where there is none; reports a value that is no list and a key that is not there. */
    ConfigList items(String key, String expected) {
        Optional<ConfigValue> value = find(key);
        if (value.isEmpty()) {
            missing(key, expected);
        } else if (value.get() instanceof ConfigList list) {
            return list;
        } else {
            wrong(key, value.get(), "not a list", expected);
        }
        return raw(defaults, key)
                .filter(ConfigList.class::isInstance)
                .map(ConfigList.class::cast)
                .orElse(NO_LIST);
    }

    private <T> List<T> list(String key, String expected, Function<ConfigValue, Values.Reading<T>> reader) {
        List<T> all = new ArrayList<>();
        ConfigList values = items(key, expected);
        for (int i = 0; i < values.size(); i++) {
            Values.Reading<T> reading = reader.apply(values.get(i));
            if (reading.value().isPresent()) {
                all.add(reading.value().get());
            } else {
                wrong(key + "[" + i + "]", values.get(i), reading.problem(), expected, reading.advice());
            }
        }
        return List.copyOf(all);
    }

    private <T> T read(String key, String expected, Function<ConfigValue, Values.Reading<T>> reader, T otherwise) {
        Optional<ConfigValue> value = find(key);
        if (value.isEmpty()) {
            missing(key, expected);
        } else {
            Values.Reading<T> reading = reader.apply(value.get());
            if (reading.value().isPresent()) {
                return reading.value().get();
            }
            wrong(key, value.get(), reading.problem(), expected, reading.advice());
        }
        return raw(defaults, key).flatMap(v -> reader.apply(v).value()).orElse(otherwise);
    }

    private void missing(String key, String expected) {
        Optional<ConfigValue> inTheWay = obstacle(key);
        if (inTheWay.isPresent()) {
            String parent = key.substring(0, key.lastIndexOf('.'));
            wrong(parent, inTheWay.get(), "a section is expected here", "a section in braces { }");
            return;
        }
        Place at = raw(written, key).map(Report::place).orElse(place);
        report.blame(at(key), at, Fault.of(at(key) + " is missing").expected(expected));
    }

    /** A value on the way to a dotted key that is no section. */
    private Optional<ConfigValue> obstacle(String key) {
        int dot = key.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : raw(merged, key.substring(0, dot)).filter(v -> v.valueType() != ConfigValueType.OBJECT);
    }

    private static Optional<ConfigValue> raw(ConfigObject in, String key) {
        Optional<ConfigValue> value = Optional.of(in);
        for (String name : key.split("\\.", -1)) {
            value = Values.object(value).flatMap(o -> Optional.ofNullable(o.get(name)));
        }
        return value;
    }
}
