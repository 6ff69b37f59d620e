package org.coterie.datasets.matlab;

import org.coterie.api.Settings;
import org.coterie.datasets.files.Missing;

/**
 * How a MATLAB file is to be read; the keys are explained in {@code reference.conf}.
 *
 * @param x the variable of values, or {@code auto}
 * @param y the variable of classes, {@code auto} or {@code none}
 */
record MatlabSettings(String file, String x, String y, boolean transpose, Missing missing) {
    static final String AUTO = "auto";
    static final String NONE = "none";

    static MatlabSettings read(Settings in) {
        MatlabSettings s = new MatlabSettings(
                in.text("file"),
                in.text("x").strip(),
                in.text("y").strip(),
                in.flag("transpose"),
                in.choice("missing", Missing.class));
        if (s.file.isBlank() || s.file.indexOf('\0') >= 0) {
            in.problem("file", "the name of a file", "for example file = \"colon.mat\"");
        }
        if (s.x.equals(s.y) && !s.x.equals(AUTO)) {
            in.problem("y", "another variable than x", "none, if there are no classes");
        }
        return s;
    }
}
