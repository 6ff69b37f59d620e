package org.coterie.runtime.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.runtime.config.DefaultFormat;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.plugins.Installed;

/**
 * Reads rows to predict: as the run read its own, where the model stands in a run's folder, else as CSV.
 *
 * @param installed what is installed
 */
record NewRows(Installed installed) {

    Dataset read(Path model, Path file, Features features) {
        if (!Files.isRegularFile(file)) {
            throw Fault.of("there is no such file")
                    .at(file.toString())
                    .expected("a file with the rows to predict")
                    .as(CoterieException.Kind.DATA);
        }
        Path config = model.toAbsolutePath().resolveSibling("resolved.conf");
        DataFormat.Opener opener = Files.isRegularFile(config)
                ? new RunConfigReader(installed).read(config, List.of()).data().opener()
                : DefaultFormat.of(installed, "csv", file);
        return opener.open(file, features);
    }

    /** {@code flowers.csv} gives {@code flowers-clusters.csv} in the working folder. */
    static Path beside(Path rows) {
        String name = rows.getFileName().toString();
        int dot = name.indexOf('.', 1);
        return Path.of((dot < 0 ? name : name.substring(0, dot)) + "-clusters.csv");
    }
}
