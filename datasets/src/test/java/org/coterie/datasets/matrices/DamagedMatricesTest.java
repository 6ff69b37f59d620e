package org.coterie.datasets.matrices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.coterie.api.data.DataFormat;
import org.coterie.datasets.Mutations;
import org.coterie.datasets.h5ad.H5adFormat;
import org.coterie.datasets.matlab.MatlabFormat;
import org.coterie.datasets.tenx.TenxFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedMatricesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"X", "layers/dense", "obsm/pca"})
    void anndata(String matrix) {
        read(
                Mutations.in(folder)
                        .sample("small.h5ad", Small.bytes("small.h5ad"))
                        .sample("latest.h5ad", Small.bytes("latest.h5ad"))
                        .sample("old.h5ad", Small.bytes("old.h5ad")),
                new H5adFormat(),
                "annotations = [all], missing = keep, matrix = " + matrix);
    }

    @Test
    void tenx() {
        read(
                Mutations.in(folder)
                        .sample("version2.h5", Small.bytes("version2.h5"))
                        .sample("version3.h5", Small.bytes("version3.h5")),
                new TenxFormat(),
                "genome = mm");
    }

    @Test
    void matrixMarket() {
        byte[] text = ("%%MatrixMarket matrix coordinate integer general\n%metadata_json: {}\n"
                        + "3 2 4\n1 1 5\n3 1 6\n2 2 7\n1 2 8\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] array =
                "%%MatrixMarket matrix array real symmetric\n2 2\n1\n2.5\n-3e2\n".getBytes(StandardCharsets.UTF_8);
        read(
                Mutations.in(folder)
                        .sample("a.mtx", text)
                        .sample("b.mtx", array)
                        .sample("a.mtx.gz", text, Mutations::gzip)
                        .sample("b.mtx.gz", Mutations.gzip(array)),
                new TenxFormat(),
                "");
    }

    @Test
    void matlab() {
        read(
                Mutations.in(folder)
                        .sample("plain.mat", Small.bytes("plain.mat"))
                        .sample("packed.mat", Small.bytes("packed.mat"))
                        .sample("sparse.mat", Small.bytes("sparse.mat"))
                        .sample("version73.mat", Small.bytes("version73.mat")),
                new MatlabFormat(),
                "");
    }

    /** A node of a tree (level at 5, first child behind one key: at 32 for groups, at 48 for chunks) is its own child. */
    @Test
    void treesThatGoInCirclesEnd() {
        byte[] good = Small.bytes("version2.h5");
        int trees = 0;
        for (int at = 0; at + 56 < good.length; at++) {
            if (new String(good, at, 4, StandardCharsets.ISO_8859_1).equals("TREE")) {
                ByteBuffer bytes = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN);
                bytes.put(at + 5, (byte) 1);
                bytes.putLong(at + (bytes.get(at + 4) == 0 ? 32 : 48), at);
                Path file = Small.write(folder.resolve("circle.h5"), bytes.array());
                assertThat(Small.message(() -> {
                            Small.open(new TenxFormat(), file, "genome = hs");
                            Small.open(new TenxFormat(), file, "genome = mm");
                        }))
                        .startsWith("circle.h5");
                trees++;
            }
        }
        assertThat(trees).isGreaterThan(3);
    }

    private static void read(Mutations files, DataFormat format, String settings) {
        int[] good = new int[1];
        files.check(file -> {
            format.recognises(file);
            assertThat(Small.open(format, file, settings).x().columns()).isPositive();
            good[0]++;
        });
        assertThat(good[0]).as("files that are still good").isPositive();
    }
}
