package org.coterie.api.data;

import java.nio.file.Path;
import java.util.List;
import org.coterie.api.Settings;

/**
 * A service: reads one kind of file. Found by ServiceLoader; its settings, with defaults and comments, stand in the
 * {@code reference.conf} at the root of its jar under {@code data.ID}. Values may be NaN where the file has none;
 * everything else that is wrong with a file is one {@link org.coterie.api.CoterieException} of kind {@code DATA} naming
 * file, line and column.
 */
public interface DataFormat {

    /** The value of {@code data.format} that chooses this one, for example {@code csv}. */
    String id();

    /**
     * Whether a file or folder is of this format, by its name or, where names do not tell, by its first bytes. At most one
     * format should say so; {@code data.format = auto} takes that one.
     */
    default boolean recognises(Path file) {
        return false;
    }

    /**
     * What a configuration for a file should say beside its name, found by looking into the file: for {@code coterie init}
     * and {@code coterie data inspect}. Nothing where the defaults will do; never an error, for opening tells those.
     */
    default List<Suggestion> suggest(Path file) {
        return List.of();
    }

    /**
     * Reads the settings, once and completely, and returns what will open the files. Nothing is opened yet, so that all
     * problems of a configuration are found before the first file is touched.
     *
     * @param in the section {@code data}
     * @param folder the folder relative paths start from
     */
    Opener settings(Settings in, Path folder);

    /**
     * A setting that a file seems to want.
     *
     * @param key a key of the section {@code data}; of several suggestions for one, the later includes the earlier
     * @param value as written in a configuration
     * @param reason in a few words, for a comment
     * @param needed whether the file cannot be read without; otherwise it is a guess
     */
    record Suggestion(String key, String value, String reason, boolean needed) {}

    /** Opens what the settings describe. */
    @FunctionalInterface
    interface Opener {

        /** Reads the data; the same files give the same data set. */
        Dataset open();

        /**
         * The same reader for rows to predict: other file, same columns. Labels and columns that training ignored may be
         * missing.
         *
         * @param file the new rows
         * @param features the columns the model was trained on, by name
         */
        default Dataset open(Path file, org.coterie.api.Features features) {
            throw new UnsupportedOperationException("this format opens its configured files only");
        }
    }
}
