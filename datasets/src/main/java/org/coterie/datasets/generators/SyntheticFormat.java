package org.coterie.datasets.generators;

import java.nio.file.Path;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.datasets.csv.CsvFormat;

/**
 * Data made by rule, {@code format = synthetic}. Same settings, same bits, on every machine. Rows to predict are read from
 * a CSV file.
 */
public final class SyntheticFormat implements DataFormat {

    /** For ServiceLoader. */
    public SyntheticFormat() {}

    @Override
    public String id() {
        return "synthetic";
    }

    @Override
    public Opener settings(Settings in, Path folder) {
        Generator generator = in.choice("generator", Generator.class);
        return new Made(generator, Generator.Numbers.read(in, generator.usualSeed()));
    }

    private record Made(Generator generator, Generator.Numbers numbers) implements Opener {

        @Override
        public Dataset open() {
            return generator.make(numbers).dataset(generator.id());
        }

        @Override
        public Dataset open(Path file, Features features) {
            return CsvFormat.rows(file, features);
        }
    }
}
