package org.coterie.datasets.matlab;

import java.nio.file.Path;
import java.util.Optional;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.datasets.files.Origin;
import org.coterie.datasets.files.PartByPart;
import org.coterie.datasets.files.Settled;
import org.coterie.datasets.hdf5.Hdf5;
import org.coterie.datasets.hdf5.Kind;

/** MATLAB's files, {@code format = matlab}: version 5 (also called 6 and 7), and version 7.3, which is HDF5. */
public final class MatlabFormat implements DataFormat {

    /** For ServiceLoader. */
    public MatlabFormat() {}

    @Override
    public String id() {
        return "matlab";
    }

    @Override
    public boolean recognises(Path file) {
        return Kind.of(file) == Kind.MATLAB;
    }

    @Override
    public Opener settings(Settings in, Path folder) {
        MatlabSettings settings = MatlabSettings.read(in);
        return new Opener() {
            @Override
            public Dataset open() {
                return read(settings, folder.resolve(settings.file()), Optional.empty());
            }

            @Override
            public Dataset open(Path file, Features features) {
                return read(settings, file, Optional.of(features));
            }
        };
    }

    private static Dataset read(MatlabSettings settings, Path path, Optional<Features> wanted) {
        String name = Origin.file(path).name();
        PartByPart reading = new PartByPart(name);
        Dataset all = reading.of(() -> {
            try (Variables variables =
                    Hdf5.recognises(path) ? new Mat73(Hdf5.open(path, reading), reading) : Mat5.open(path, reading)) {
                return new Choice(settings, name, path, variables).read(wanted);
            }
        });
        return Settled.of(all, name, settings.missing());
    }
}
