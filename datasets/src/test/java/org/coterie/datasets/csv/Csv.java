package org.coterie.datasets.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.datasets.ConfSettings;

/** Small tables in a folder of the test. */
public record Csv(Path folder) {

    public Path write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DataFormat.Opener opener(String settings) {
        ConfSettings in = ConfSettings.at("data.csv", settings);
        DataFormat.Opener opener = new CsvFormat().settings(in, folder);
        assertThat(in.problems).isEmpty();
        return opener;
    }

    /** Reads t.csv. */
    public Dataset open(String text, String settings) {
        write("t.csv", text);
        return opener("file = t.csv\n" + settings).open();
    }

    /** What is said about t.csv. */
    public String message(String text, String settings) {
        return message(() -> open(text, settings));
    }

    /** What is said when new.csv is read with a model of these columns. */
    public String message(String text, String settings, Features features) {
        Path file = write("new.csv", text);
        return message(() -> opener("file = t.csv\n" + settings).open(file, features));
    }

    /** The message of the data fault that must come. */
    public static String message(Runnable reading) {
        CoterieException e = catchThrowableOfType(CoterieException.class, reading::run);
        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(CoterieException.Kind.DATA);
        return e.getMessage();
    }
}
