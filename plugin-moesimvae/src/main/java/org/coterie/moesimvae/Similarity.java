package org.coterie.moesimvae;

import java.util.Optional;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Readout;
import org.coterie.api.Settings;

/**
 * A kind of similarity: a service that other jars provide, on the module path or in the plugin folder. Its settings are the
 * section {@code similarity.ID} of the method, and {@code similarity.sources} names the kinds in use. A jar brings its
 * defaults, {@code weight} among them, in a {@code reference.conf} below {@code methods.moesimvae.similarity.ID}. It is asked
 * during training only: a saved model answers without it. From code a {@link Relation} needs no provider.
 */
public interface Similarity {

    /** Its name in configurations, {@code [a-z][a-z0-9-]*}; never changes. Of two with one name the first is taken. */
    String id();

    /**
     * Reads the section, every key once; called for kinds in use, and for the built-in ones always, so that a misspelt key
     * is found.
     */
    Source source(Settings in);

    /** What a section says. */
    @FunctionalInterface
    interface Source {

        /**
         * The relation for a problem. Pure: the data are read later, by the relation's own function.
         *
         * @throws CoterieException if the task does not fit, such as a column that does not exist
         */
        Relation of(Task task);
    }

    /**
     * What is known before the data are read.
     *
     * @param features the columns
     * @param rows training rows
     * @param experts k, clusters offered
     * @param batch rows of a step
     * @param codes the codes of the encoder as it is when a relation asks for them: random, or pretrained. Empty where there
     *     is no encoder
     */
    record Task(Features features, int rows, int experts, int batch, Optional<Readout.PerRow<Latent>> codes) {
        /** Of a task without an encoder. */
        public Task(Features features, int rows, int experts, int batch) {
            this(features, rows, experts, batch, Optional.empty());
        }
    }
}
