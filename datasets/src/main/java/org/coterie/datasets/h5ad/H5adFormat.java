package org.coterie.datasets.h5ad;

import java.nio.file.Path;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.datasets.files.Origin;
import org.coterie.datasets.hdf5.Kind;

/** AnnData files, {@code format = h5ad}, in the current layout and in the one before AnnData 0.7. */
public final class H5adFormat implements DataFormat {

    /** For ServiceLoader. */
    public H5adFormat() {}

    @Override
    public String id() {
        return "h5ad";
    }

    @Override
    public boolean recognises(Path file) {
        return Kind.of(file) == Kind.H5AD;
    }

    @Override
    public Opener settings(Settings in, Path folder) {
        H5adSettings settings = H5adSettings.read(in);
        return new Opener() {
            @Override
            public Dataset open() {
                Path file = folder.resolve(settings.file());
                return new H5adFile(settings, file, Origin.file(file).name(), false).read();
            }

            @Override
            public Dataset open(Path file, Features features) {
                return new H5adFile(settings, file, Origin.file(file).name(), true).read(features);
            }
        };
    }
}
