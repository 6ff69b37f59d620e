package org.coterie.runtime.config.hocon;

import com.typesafe.config.ConfigOrigin;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value was written.
 *
 * @param source a file as the user named it, or {@code --set key=value}
 * @param line line from 1; 0 where a line says nothing
 */
public record Place(String source, int line) {
    private static final String SET = "--set ";
    private static final Pattern ORIGIN = Pattern.compile("(?s)(?:merge of )?(.*?): (\\d+)(?:-\\d+)?(?:,.*)?");

    /** A whole file. */
    public static Place of(String source) {
        return new Place(source, 0);
    }

    /** The place of an override. */
    static Place override(String assignment) {
        return new Place(SET + assignment, 0);
    }

    /** The place HOCON remembers; of merged sections the first. */
    public static Place of(ConfigOrigin origin) {
        String text = origin.description();
        if (text.startsWith("merge of " + SET)) {
            // a section that override and file share: the file's part is last
            text = text.substring(text.lastIndexOf(',') + 1);
        }
        if (text.startsWith(SET)) {
            return new Place(text, 0);
        }
        Matcher parts = ORIGIN.matcher(text);
        return parts.matches()
                ? new Place(parts.group(1), Math.max(0, origin.lineNumber()))
                : new Place(text, Math.max(0, origin.lineNumber()));
    }

    boolean isOverride() {
        return source.startsWith(SET);
    }

    @Override
    public String toString() {
        return line > 0 ? source + ":" + line : source;
    }
}
