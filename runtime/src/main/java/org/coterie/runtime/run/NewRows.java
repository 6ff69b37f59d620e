package org.coterie.runtime.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.runtime.config.DataChoice;
import org.coterie.runtime.config.DefaultFormat;
import org.coterie.runtime.config.FormatChoice;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.plugins.Installed;

/**
 * Reads rows to predict: as the run read its own, where the model stands in a run's folder and the new file is of the same
 * format; else in the format that recognises the file, with that format's own defaults.
 *
 * @param installed what is installed
 * @param id the column of row names, where it is to be another than the run's
 */
record NewRows(Installed installed, Optional<String> id) {

    NewRows(Installed installed) {
        this(installed, Optional.empty());
    }

    Dataset read(Path model, Path file, Features features) {
        if (!Files.exists(file)) {
            throw Fault.of("there is no such file")
                    .at(file.toString())
                    .expected("a file with the rows to predict")
                    .as(CoterieException.Kind.DATA);
        }
        Path config = model.toAbsolutePath().resolveSibling("resolved.conf");
        Optional<DataChoice> trained = Files.isRegularFile(config)
                ? Optional.of(new RunConfigReader(installed)
                        .read(config, named("data.id"))
                        .data())
                : Optional.empty();
        return opener(trained, file).open(file, features);
    }

    private DataFormat.Opener opener(Optional<DataChoice> trained, Path file) {
        FormatChoice choice = new FormatChoice(installed);
        if (trained.isPresent() && choice.mayBe(trained.get().format(), file)) {
            return trained.get().opener();
        }
        return DefaultFormat.of(installed, choice.of(file).id(), file, named("id"));
    }

    private List<String> named(String key) {
        return id.map(name -> List.of(key + " = " + quoted(name))).orElseGet(List::of);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** {@code flowers.csv} gives {@code flowers-clusters.csv} in the working folder. */
    static Path beside(Path rows) {
        return beside(rows, "-clusters.csv");
    }

    /** {@code flowers.csv} gives {@code flowers-attributions.csv} in the working folder. */
    static Path attributions(Path rows) {
        return beside(rows, "-attributions.csv");
    }

    private static Path beside(Path rows, String end) {
        String name = rows.getFileName().toString();
        int dot = name.indexOf('.', 1);
        return Path.of((dot < 0 ? name : name.substring(0, dot)) + end);
    }
}
