package org.coterie.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.runtime.plugins.Installed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New rows of a model that stands alone, without the configuration of its run. */
class NewRowsTest {
    @TempDir
    Path folder;

    /** Files of one ending; each holds one row, and the data set is called by the format. */
    private record Named(String id, String ending) implements DataFormat {
        @Override
        public boolean recognises(Path file) {
            return file.toString().endsWith(ending);
        }

        @Override
        public Opener settings(Settings in, Path from) {
            in.text("file");
            return new Opener() {
                @Override
                public Dataset open() {
                    return Dataset.of(id, Table.of(new float[] {1}));
                }

                @Override
                public Dataset open(Path file, Features features) {
                    return open();
                }
            };
        }
    }

    private final NewRows rows = new NewRows(Installed.of()
            .format(new Named("csv", ".never"), "data.csv.file = null")
            .format(new Named("cells", ".h5"), "data.cells.file = null")
            .build());

    private String formatOf(String name) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        return rows.read(folder.resolve("model"), file, Features.of(1)).name();
    }

    @Test
    void areReadInTheFormatThatRecognisesThem() throws IOException {
        assertThat(formatOf("new.h5")).isEqualTo("cells");
        assertThat(formatOf("new.tsv")).isEqualTo("csv");
    }

    @Test
    void mayBeAFolder() throws IOException {
        Path tenX = Files.createDirectory(folder.resolve("folder.h5"));
        assertThat(rows.read(folder.resolve("model"), tenX, Features.of(1)).name())
                .isEqualTo("cells");
    }

    @Test
    void areRefusedWhereNoFormatKnowsThem() {
        assertThatThrownBy(() -> formatOf("new.bin")).hasMessageContaining("no installed format recognises this file");
        assertThatThrownBy(() -> rows.read(folder, folder.resolve("nowhere.csv"), Features.of(1)))
                .hasMessageContaining("there is no such file");
    }
}
