package org.coterie.datasets.matrices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coterie.api.CoterieException;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.SparseTable;
import org.coterie.api.data.Table;
import org.coterie.datasets.ConfSettings;

/** The small files beside these tests; their README says what is in them. */
final class Small {
    static final float[] D = {0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23, 30, 31, 32, 33, 40, 41, 42, 43, 50, 51, 52, 53
    };
    static final float[] S = sparse(1);

    private Small() {}

    static float[] sparse(int factor) {
        float[] s = new float[D.length];
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 4; j++) {
                s[4 * i + j] = (i + j) % 3 == 0 ? factor * D[4 * i + j] : 0;
            }
        }
        return s;
    }

    static byte[] bytes(String name) {
        try (InputStream in = Small.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path in(Path folder, String name) {
        return write(folder.resolve(name), bytes(name));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DataFormat.Opener opener(DataFormat format, Path file, String settings) {
        String quoted = "file = \"" + file.toString().replace("\\", "\\\\") + "\"\n";
        ConfSettings in = ConfSettings.at("data." + format.id(), quoted + settings);
        DataFormat.Opener opener = format.settings(in, Path.of(""));
        assertThat(in.problems).isEmpty();
        assertThat(in.read)
                .containsExactlyInAnyOrderElementsOf(ConfSettings.reference()
                        .getConfig("data." + format.id())
                        .root()
                        .keySet());
        return opener;
    }

    static Dataset open(DataFormat format, Path file, String settings) {
        return opener(format, file, settings).open();
    }

    static String message(Runnable reading) {
        CoterieException e = catchThrowableOfType(CoterieException.class, reading::run);
        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(CoterieException.Kind.DATA);
        return e.getMessage();
    }

    static int stored(Table x) {
        assertThat(x).isInstanceOf(SparseTable.class);
        return ((SparseTable) x).entries();
    }
}
