package org.coterie.api;

/**
 * A clustering method: the service a plugin provides. The {@code reference.conf} at the root of the plugin's jar holds,
 * below {@code methods.ID}, every setting with its default and a comment, and below {@code methods.ID.presets} what the
 * presets change. Its constructor does nothing: no thread, no file, no TensorFlow.
 *
 * @param <S> its settings, a record whose constructor checks what single ranges cannot
 */
public interface Method<S extends Record> {

    /** Its name in configurations and files, {@code [a-z][a-z0-9-]{1,40}}; never changes. */
    String id();

    /** Reads the settings; every key of {@code reference.conf}, once. */
    S settings(Settings in);

    /** The plan for a problem. Pure; declares variables, touches nothing native. */
    Plan plan(Problem problem, S settings);

    /** One sentence with the paper, for {@code coterie methods}. */
    default String about() {
        return "";
    }

    /** How rows that were not in training are treated. */
    default NewRows newRows() {
        return NewRows.EXACT;
    }

    /** How rows that were not in training are treated. */
    enum NewRows {
        /** As training rows are. */
        EXACT,
        /** By their nearest stored row or centre. */
        APPROXIMATE
    }
}
