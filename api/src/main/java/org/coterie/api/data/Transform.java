package org.coterie.api.data;

import java.util.Map;
import java.util.stream.IntStream;
import org.coterie.api.Features;
import org.coterie.api.Settings;

/**
 * A service: a preparation of the data that is fitted on the training rows, kept in the model and applied again to every
 * row the model is asked about. Found by ServiceLoader.
 */
public interface Transform {

    /** The name used in {@code transforms = [ID, …]}, for example {@code z-score}. */
    String id();

    /** Reads the settings; called once per use, with an empty section where the configuration gives only the name. */
    Fitter settings(Settings in);

    /** Restores what {@link Fitted#state()} returned. */
    Fitted restore(Features in, Map<String, double[]> state);

    /** Learns the numbers of a transform from rows. */
    @FunctionalInterface
    interface Fitter {

        /** Fits on the training rows. Deterministic. */
        Fitted fit(Dataset training);

        /**
         * The numbers of the rows to go on training with, ascending; all of them unless leaving rows out is what the
         * transform is for. Asked after {@link #fit}, with the same rows. New rows are never left out.
         */
        default int[] keeps(Dataset training) {
            return IntStream.range(0, training.x().rows()).toArray();
        }
    }

    /** A transform with its numbers; immutable. */
    interface Fitted {

        /** The columns it takes. */
        Features in();

        /** The columns it gives. */
        Features out();

        /**
         * The transformed rows, as many and in the same order; each depends on that row and its annotations alone. Large
         * tables may be transformed as they are read.
         *
         * @param rows rows of the columns {@link #in()}
         * @return rows of the columns {@link #out()}
         */
        Dataset apply(Dataset rows);

        /** Its numbers by name, enough for {@link Transform#restore}. */
        Map<String, double[]> state();
    }
}
