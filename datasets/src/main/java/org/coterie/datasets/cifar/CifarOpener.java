package org.coterie.datasets.cifar;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coterie.api.Features;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.datasets.files.FirstRows;
import org.coterie.datasets.files.Images;
import org.coterie.datasets.files.Origin;
import org.coterie.datasets.files.Reading;
import org.coterie.datasets.files.Stored;

/**
 * Opens an archive or batches.
 *
 * @param more files to read after the first
 * @param part which batches of an archive
 * @param first how many rows to keep; 0: all
 */
record CifarOpener(String file, List<String> more, Part part, int first, Path folder) implements DataFormat.Opener {

    /** Batches of an archive, by their names. */
    enum Part {
        TRAIN,
        TEST,
        ALL;

        boolean has(String batch) {
            return this == ALL || batch.startsWith("test") == (this == TEST);
        }
    }

    /** Copies the list. */
    CifarOpener {
        more = List.copyOf(more);
    }

    @Override
    public Dataset open() {
        List<Path> files = new ArrayList<>(List.of(folder.resolve(file)));
        more.forEach(name -> files.add(folder.resolve(name)));
        return FirstRows.of(read(files, Images.features(Batch.SIDE, Batch.SIDE, Batch.COLOURS)), first);
    }

    @Override
    public Dataset open(Path path, Features features) {
        return read(List.of(path), Reading.byCount(String.valueOf(path.getFileName()), Batch.PIXELS, features));
    }

    private Dataset read(List<Path> files, Features features) {
        Batches batches = new Batches(part);
        for (Path path : files) {
            Origin origin = Origin.file(path);
            Reading.of(origin.name(), () -> {
                try (Stored stored = Stored.open(origin, path)) {
                    batches.read(origin.name(), stored);
                }
                return batches;
            });
        }
        return batches.dataset(Origin.file(files.get(0)).shortName(), features);
    }
}
