package org.coterie.datasets.fcs;

import java.util.List;
import org.coterie.api.Settings;

/**
 * How a file is to be read; the keys are explained in {@code reference.conf}.
 *
 * @param label a reference to a channel, or {@link #NONE}
 * @param dataSet which of several, from 1; 0: the only one
 * @param first how many events to keep; 0: all
 */
record FcsSettings(
        String file,
        List<String> columns,
        List<String> ignore,
        String label,
        List<String> annotations,
        Offsets offsets,
        boolean linearise,
        int dataSet,
        int first) {
    static final String NONE = "none";

    enum Offsets {
        STRICT,
        TEXT,
        HEADER
    }

    /** Copies the lists. */
    FcsSettings {
        columns = List.copyOf(columns);
        ignore = List.copyOf(ignore);
        annotations = List.copyOf(annotations);
    }

    /** Reads every key once. */
    static FcsSettings read(Settings in) {
        FcsSettings s = new FcsSettings(
                in.text("file"),
                in.texts("columns"),
                in.texts("ignore"),
                in.text("label").strip(),
                in.texts("annotations"),
                in.choice("offsets", Offsets.class),
                in.flag("linearise"),
                in.integer("data-set", 0, 1000),
                in.integer("first", 0, Integer.MAX_VALUE));
        if (s.file.isBlank() || s.file.indexOf('\0') >= 0) {
            in.problem("file", "the name of a file", "for example file = \"cells.fcs\"");
        }
        return s;
    }
}
