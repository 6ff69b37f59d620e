package org.coterie.api.data;

import java.nio.file.Path;
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
     * Reads the settings, once and completely, and returns what will open the files. Nothing is opened yet, so that all
     * problems of a configuration are found before the first file is touched.
     *
     * @param in the section {@code data}
     * @param folder the folder relative paths start from
     */
    Opener settings(Settings in, Path folder);

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
