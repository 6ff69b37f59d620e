package org.coterie.datasets.npy;

import java.nio.file.Path;
import java.util.Locale;
import org.coterie.api.Settings;
import org.coterie.api.data.DataFormat;
import org.coterie.datasets.files.Stored;

/** NumPy's arrays, {@code format = npy}: one in a file, or several in an archive ({@code .npz}). */
public final class NpyFormat implements DataFormat {

    /** For ServiceLoader. */
    public NpyFormat() {}

    @Override
    public String id() {
        return "npy";
    }

    @Override
    public boolean recognises(Path file) {
        byte[] head = Stored.head(file, 6);
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return NpyHead.begins(head) || (name.endsWith(".npz") && Npz.begins(head));
    }

    @Override
    public Opener settings(Settings in, Path folder) {
        String file = in.text("file");
        if (file.isBlank() || file.indexOf('\0') >= 0) {
            in.problem("file", "the name of a file", "for example file = \"x.npy\"");
        }
        return new NpyOpener(
                file,
                in.text("array").strip(),
                in.text("labels").strip(),
                in.integer("first", 0, Integer.MAX_VALUE),
                folder);
    }
}
