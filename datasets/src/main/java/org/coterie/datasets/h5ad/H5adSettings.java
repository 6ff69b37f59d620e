package org.coterie.datasets.h5ad;

import java.util.List;
import org.coterie.api.Settings;
import org.coterie.datasets.files.Missing;

/**
 * How an AnnData file is to be read; the keys are explained in {@code reference.conf}.
 *
 * @param matrix {@code X}, {@code raw}, {@code layers/NAME} or {@code obsm/NAME}
 * @param label a column of {@code obs}, or {@code none}
 * @param annotations columns of {@code obs}; {@code all} alone means every one
 */
record H5adSettings(String file, String matrix, String label, List<String> annotations, Missing missing) {
    static final String NONE = "none";
    static final String ALL = "all";

    H5adSettings {
        annotations = List.copyOf(annotations);
    }

    static H5adSettings read(Settings in) {
        H5adSettings s = new H5adSettings(
                in.text("file"),
                in.text("matrix").strip(),
                in.text("label").strip(),
                in.texts("annotations"),
                in.choice("missing", Missing.class));
        if (s.file.isBlank() || s.file.indexOf('\0') >= 0) {
            in.problem("file", "the name of a file", "for example file = \"cells.h5ad\"");
        }
        if (!s.matrix.matches("X|raw|(layers|obsm)/.+")) {
            in.problem("matrix", "X, raw, layers/NAME or obsm/NAME", "X is the main matrix");
        }
        return s;
    }
}
