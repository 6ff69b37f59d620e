package org.coterie.runtime.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Collection;
import java.util.Optional;

/** Reads single values without HOCON's conversions: no truncation, no numbers from texts, no {@code yes} for true. */
final class Values {

    /** A value, or why there is none. */
    record Reading<T>(Optional<T> value, String problem, String advice) {
        static <T> Reading<T> of(T value) {
            return new Reading<>(Optional.of(value), "", "");
        }

        static <T> Reading<T> wrong(String problem) {
            return new Reading<>(Optional.empty(), problem, "");
        }

        static <T> Reading<T> wrong(String problem, String advice) {
            return new Reading<>(Optional.empty(), problem, advice);
        }
    }

    private Values() {}

    static Reading<Long> whole(ConfigValue value, long min, long max) {
        if (!(value.unwrapped() instanceof Number number)) {
            return Reading.wrong("not a whole number", unquote(value));
        }
        double real = number.doubleValue();
        if (real != Math.rint(real)) {
            return Reading.wrong("not a whole number");
        }
        return real < min || real > max ? Reading.wrong("out of range") : Reading.of(number.longValue());
    }

    static Reading<Double> number(ConfigValue value, double min, double max) {
        if (!(value.unwrapped() instanceof Number number)) {
            return Reading.wrong("not a number", unquote(value));
        }
        double real = number.doubleValue();
        boolean inside = Double.isFinite(real) && real >= min && real <= max;
        return inside ? Reading.of(real) : Reading.wrong("out of range");
    }

    static Reading<Boolean> flag(ConfigValue value) {
        return value.unwrapped() instanceof Boolean flag ? Reading.of(flag) : Reading.wrong("neither true nor false");
    }

    static Reading<String> text(ConfigValue value) {
        if (value.unwrapped() instanceof String text) {
            return Reading.of(text);
        }
        boolean scalar = value.valueType() == ConfigValueType.NUMBER || value.valueType() == ConfigValueType.BOOLEAN;
        return Reading.wrong("not a text", scalar ? "write it in quotes: \"" + Report.shown(value) + "\"" : "");
    }

    static Reading<String> name(ConfigValue value) {
        return value.unwrapped() instanceof String text ? Reading.of(text) : Reading.wrong("not a name");
    }

    static <E extends Enum<E>> Reading<E> choice(ConfigValue value, Class<E> of) {
        for (E constant : of.getEnumConstants()) {
            if (Expected.word(constant).equals(value.unwrapped())) {
                return Reading.of(constant);
            }
        }
        return Reading.wrong("not one of the choices", didYouMean(value, Expected.words(of)));
    }

    /** {@code did you mean …?}, or nothing. */
    static String didYouMean(ConfigValue value, Collection<String> valid) {
        return isText(value) ? didYouMean((String) value.unwrapped(), valid) : "";
    }

    /** {@code did you mean …?}, or nothing. */
    static String didYouMean(String written, Collection<String> valid) {
        return Nearest.to(written, valid)
                .map(name -> "did you mean " + name + "?")
                .orElse("");
    }

    static boolean isText(ConfigValue value) {
        return value.valueType() == ConfigValueType.STRING;
    }

    static Optional<ConfigObject> object(Optional<? extends ConfigValue> value) {
        return value.filter(ConfigObject.class::isInstance).map(ConfigObject.class::cast);
    }

    /** A number in quotes is a frequent slip. */
    private static String unquote(ConfigValue value) {
        if (!(value.unwrapped() instanceof String text) || !text.matches("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?")) {
            return "";
        }
        return "write it without quotes: " + text;
    }
}
