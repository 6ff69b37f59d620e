package org.coterie.datasets.csv;

import java.nio.file.Path;
import java.util.List;
import org.coterie.api.Settings;
import org.coterie.api.data.DataFormat;

/** Tables as text, {@code format = csv}: commas, tabs, semicolons or bars between the values, one line per row. */
public final class CsvFormat implements DataFormat {

    /** For ServiceLoader. */
    public CsvFormat() {}

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public List<Suggestion> suggest(Path file) {
        return Guess.of(file);
    }

    @Override
    public Opener settings(Settings in, Path folder) {
        return new CsvOpener(CsvSettings.read(in), folder);
    }
}
