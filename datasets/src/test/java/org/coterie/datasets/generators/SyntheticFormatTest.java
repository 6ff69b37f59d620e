package org.coterie.datasets.generators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.coterie.api.Features;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.datasets.ConfSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticFormatTest {
    @TempDir
    Path folder;

    @Test
    void readsEveryKeyTheReferenceLists() {
        ConfSettings in = ConfSettings.at("data.synthetic", "generator = tae-parallel");
        new SyntheticFormat().settings(in, folder);
        assertThat(in.read).isEqualTo(new TreeSet<>(in.config.root().keySet()));
    }

    @Test
    void theReferenceNamesEveryGenerator() {
        for (Generator generator : Generator.values()) {
            assertThat(ConfSettings.reference()
                            .getConfig("data.synthetic")
                            .root()
                            .get("generator")
                            .origin()
                            .comments()
                            .toString())
                    .contains(generator.id());
        }
    }

    @Test
    void rowsToPredictComeFromACsvFile() throws IOException {
        Path file = Files.writeString(folder.resolve("new.csv"), "x2,x1,other\n1,2,3\n");
        DataFormat.Opener opener =
                new SyntheticFormat().settings(ConfSettings.at("data.synthetic", "generator = tae-parallel"), folder);
        Dataset rows = opener.open(file, Features.of(2));
        assertThat(rows.x().toArray()).containsExactly(2f, 1f);
    }
}
