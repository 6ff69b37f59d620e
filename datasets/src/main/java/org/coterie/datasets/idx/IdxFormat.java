package org.coterie.datasets.idx;

import java.nio.file.Path;
import org.coterie.api.Settings;
import org.coterie.api.data.DataFormat;
import org.coterie.datasets.files.Stored;

/** Images and labels as MNIST has them, {@code format = idx}; packed or not. */
public final class IdxFormat implements DataFormat {

    /** For ServiceLoader. */
    public IdxFormat() {}

    @Override
    public String id() {
        return "idx";
    }

    @Override
    public boolean recognises(Path file) {
        return IdxHead.begins(Stored.head(file, 8));
    }

    @Override
    public Opener settings(Settings in, Path folder) {
        String file = in.text("file");
        if (file.isBlank() || file.indexOf('\0') >= 0) {
            in.problem("file", "the name of a file", "for example file = \"train-images-idx3-ubyte.gz\"");
        }
        return new IdxOpener(file, in.text("labels").strip(), in.integer("first", 0, Integer.MAX_VALUE), folder);
    }
}
