package org.coterie.runtime.train;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.coterie.model.store.NdArray;

/** Where checkpoints go, and when. */
public interface Saver {

    /** Whether anything is kept at all. */
    default boolean keeps() {
        return true;
    }

    /** Whether it is time for one; {@code epoch} counts the epochs of the stage at work. */
    boolean due(long epoch);

    /** Writes one; a reader sees it whole or not at all. */
    Path save(long step, Map<String, NdArray> state, Map<String, Object> progress);

    /** The last one written. */
    Optional<Path> last();

    /** For runs from code that keep nothing on disk. */
    static Saver none() {
        return new Saver() {
            @Override
            public boolean keeps() {
                return false;
            }

            @Override
            public boolean due(long epoch) {
                return false;
            }

            @Override
            public Path save(long step, Map<String, NdArray> state, Map<String, Object> progress) {
                throw new IllegalStateException("nothing is saved");
            }

            @Override
            public Optional<Path> last() {
                return Optional.empty();
            }
        };
    }
}
