package org.coterie.api;

import java.util.List;

/**
 * One section of a configuration, read once by the method it belongs to. Every read names its key and the values that
 * are allowed. A read never throws for a wrong value: it remembers the problem with its file and line and returns a value
 * inside the range, so that one pass finds all problems; the runtime throws them together and reports every key that
 * nobody read. Keys are kebab-case; a dotted key ({@code training.epochs}) reaches into a section.
 */
public interface Settings {

    /** A whole number in {@code [min, max]}. */
    int integer(String key, int min, int max);

    /** A finite number in {@code [min, max]}. */
    double real(String key, double min, double max);

    /** True or false. */
    boolean flag(String key);

    /** A text; may be empty. */
    String text(String key);

    /** One constant of an enum, written in kebab-case: {@code published-code} is {@code PUBLISHED_CODE}. */
    <E extends Enum<E>> E choice(String key, Class<E> of);

    /** A list of whole numbers, each in {@code [min, max]}; may be empty. */
    List<Integer> integers(String key, int min, int max);

    /** A list of texts; may be empty. */
    List<String> texts(String key);

    /** A nested section. */
    Settings section(String key);

    /** A list of sections, such as the members of an ensemble; may be empty. */
    List<Settings> sections(String key);

    /** Whether the key is there and not null; counts as a read. */
    boolean has(String key);

    /** Height and width of pictures, in pixels, each from 1 to 10,000; or an empty list, also where something else is reported. */
    default List<Integer> image(String key) {
        List<Integer> image = integers(key, 1, 10_000);
        if (image.isEmpty() || image.size() == 2) {
            return image;
        }
        problem(key, "height and width, or nothing", "for example [28, 28]");
        return List.of();
    }

    /**
     * The providers of a service that the plugin has for others: an interface its module exports and says it {@code uses}. They
     * come from any jar that is installed, in a layer of its own or not, in a fixed order. What their {@code reference.conf} has
     * below {@code methods.ID} is added to the defaults of the method, so that a section of theirs is read like any other, and
     * only where it is in use. A provider that cannot be made is a reported problem and not among them.
     *
     * @param service the interface
     * @return none where nobody provides it, or where settings are not read from what is installed
     */
    default <S> List<S> providers(Class<S> service) {
        return List.of();
    }

    /** Reports that the value of a key, though inside its range, does not fit the others. */
    void problem(String key, String expected, String advice);
}
