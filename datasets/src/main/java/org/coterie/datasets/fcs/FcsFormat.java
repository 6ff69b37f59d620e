package org.coterie.datasets.fcs;

import java.nio.file.Path;
import org.coterie.api.Settings;
import org.coterie.api.data.DataFormat;
import org.coterie.datasets.files.Stored;

/** Events of a cytometer, {@code format = fcs}: the Data File Standard 2.0, 3.0 and 3.1. */
public final class FcsFormat implements DataFormat {

    /** For ServiceLoader. */
    public FcsFormat() {}

    @Override
    public String id() {
        return "fcs";
    }

    @Override
    public boolean recognises(Path file) {
        return Header.begins(Stored.head(file, 6));
    }

    @Override
    public Opener settings(Settings in, Path folder) {
        return new FcsOpener(FcsSettings.read(in), folder);
    }
}
