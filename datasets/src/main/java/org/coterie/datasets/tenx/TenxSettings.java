package org.coterie.datasets.tenx;

import java.util.List;
import org.coterie.api.Settings;
import org.coterie.datasets.files.Missing;

/** How such a file or folder is to be read; the keys are explained in {@code reference.conf}. */
record TenxSettings(String file, String genome, Naming names, Turn transpose, Missing missing) {

    enum Naming {
        SYMBOL,
        ID;

        /** The names to use. */
        List<String> of(List<String> ids, List<String> symbols) {
            return this == ID ? ids : symbols;
        }
    }

    enum Turn {
        AUTO,
        YES,
        NO
    }

    static TenxSettings read(Settings in) {
        TenxSettings s = new TenxSettings(
                in.text("file"),
                in.text("genome").strip(),
                in.choice("names", Naming.class),
                in.choice("transpose", Turn.class),
                in.choice("missing", Missing.class));
        if (s.file.isBlank() || s.file.indexOf('\0') >= 0) {
            in.problem(
                    "file",
                    "the name of a file or folder",
                    "for example file = \"filtered_feature_bc_matrix\", the folder with matrix.mtx.gz");
        }
        return s;
    }
}
