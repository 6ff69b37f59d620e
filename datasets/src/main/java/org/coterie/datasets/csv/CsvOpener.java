package org.coterie.datasets.csv;

import java.nio.file.Path;
import java.util.function.Function;
import org.coterie.api.Features;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.datasets.files.Origin;
import org.coterie.datasets.files.Shipped;

/** Opens the configured file, and other files as if they were configured. */
record CsvOpener(CsvSettings settings, Path folder) implements DataFormat.Opener {

    @Override
    public Dataset open() {
        Origin origin = settings.file().startsWith(Shipped.PREFIX)
                ? Shipped.named(settings.file().substring(Shipped.PREFIX.length()))
                : Origin.file(folder.resolve(settings.file()));
        return read(origin, head -> Columns.forTraining(head, settings));
    }

    @Override
    public Dataset open(Path file, Features features) {
        return read(Origin.file(file), head -> Columns.forPrediction(head, settings, features.names()));
    }

    private Dataset read(Origin origin, Function<Head, Columns> roles) {
        return settings.transpose()
                ? new Turned(settings, origin, roles).read()
                : new CsvTable(settings, origin, roles).read();
    }
}
