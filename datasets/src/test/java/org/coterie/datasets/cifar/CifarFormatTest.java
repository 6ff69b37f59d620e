package org.coterie.datasets.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coterie.datasets.csv.Csv.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.coterie.api.Features;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.datasets.ConfSettings;
import org.coterie.datasets.Mutations;
import org.coterie.datasets.RealData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

class CifarFormatTest {
    @TempDir
    Path folder;

    private DataFormat.Opener opener(String settings) {
        ConfSettings in = ConfSettings.at("data.cifar10", settings);
        DataFormat.Opener opener = new CifarFormat().settings(in, folder);
        assertThat(in.problems).isEmpty();
        return opener;
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /** One image for each label; planes of value 1, 2 and 3, but the second red pixel is 9. */
    private static byte[] batch(int... labels) {
        byte[] bytes = new byte[labels.length * 3073];
        for (int i = 0; i < labels.length; i++) {
            int at = i * 3073;
            bytes[at] = (byte) labels[i];
            for (int p = 0; p < 3072; p++) {
                bytes[at + 1 + p] = (byte) (1 + p / 1024);
            }
            bytes[at + 2] = 9;
        }
        return bytes;
    }

    /** An archive as POSIX describes it, of members one after the other. */
    private static byte[] tar(Object... namesAndBytes) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        for (int m = 0; m < namesAndBytes.length; m += 2) {
            byte[] content = (byte[]) namesAndBytes[m + 1];
            byte[] head = new byte[512];
            put(head, 0, (String) namesAndBytes[m]);
            put(head, 124, String.format(Locale.ROOT, "%011o", content.length));
            head[156] = '0';
            put(head, 148, " ".repeat(8));
            int sum = 0;
            for (byte b : head) {
                sum += b & 0xff;
            }
            put(head, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
            tar.writeBytes(head);
            tar.writeBytes(content);
            tar.writeBytes(new byte[(512 - content.length % 512) % 512]);
        }
        tar.writeBytes(new byte[1024]);
        return tar.toByteArray();
    }

    private static void put(byte[] into, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, into, at, bytes.length);
    }

    @Test
    void readsBatchesAsPixelsOfThreeColours() throws IOException {
        write("data_batch_1.bin", batch(3, 9));
        write("data_batch_2.bin.gz", Mutations.gzip(batch(0)));
        Dataset data =
                opener("file = data_batch_1.bin, more = [data_batch_2.bin.gz]").open();
        assertThat(data.x().rows()).isEqualTo(3);
        assertThat(data.features().row()).isEqualTo(Shape.of(32, 32, 3));
        assertThat(data.features().names()).startsWith("r1c1-red", "r1c1-green", "r1c1-blue", "r1c2-red");
        assertThat(java.util.Arrays.copyOf(data.x().toArray(), 7)).containsExactly(1, 2, 3, 9, 2, 3, 1);
        assertThat(data.labels().orElseThrow().of()).containsExactly(3, 9, 0);
        assertThat(data.labels().orElseThrow().classes()).hasSize(10).contains("cat");
        assertThat(data.sources()).hasSize(2);
    }

    @Test
    void readsThePartOfAnArchiveInTheOrderOfNames() throws IOException {
        write(
                "cifar-10-binary.tar.gz",
                Mutations.gzip(tar(
                        "b/data_batch_2.bin",
                        batch(2),
                        "b/readme.html",
                        new byte[700],
                        "b/test_batch.bin",
                        batch(7),
                        "b/data_batch_1.bin",
                        batch(1, 1))));
        assertThat(labels("")).containsExactly(1, 1, 2);
        assertThat(labels(", part = test")).containsExactly(7);
        assertThat(labels(", part = all")).containsExactly(1, 1, 2, 7);
        assertThat(labels(", part = all, first = 1")).containsExactly(1);
    }

    private int[] labels(String settings) {
        return opener("file = cifar-10-binary.tar.gz" + settings)
                .open()
                .labels()
                .orElseThrow()
                .of();
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        write("a.bin", batch(10));
        assertThat(message(() -> opener("file = a.bin").open()))
                .isEqualTo("a.bin, image 1: a label is out of range\n  got:      10\n  expected: 0 to 9");
        write("a.bin", java.util.Arrays.copyOf(batch(1, 2), 4000));
        assertThat(message(() -> opener("file = a.bin").open()))
                .isEqualTo("a.bin: the file is no batch of CIFAR-10\n  got:      927 bytes after 1 images\n"
                        + "  expected: images of 3073 bytes");
        write("a.tar", tar("notes.txt", new byte[] {1}));
        assertThat(message(() -> opener("file = a.tar").open())).contains("the archive has no batch of that part");
        write("a.bin", new byte[0]);
        assertThat(message(() -> opener("file = a.bin").open())).isEqualTo("a.bin: the file ends too early");
    }

    @Test
    void isKnownByItsName() {
        CifarFormat format = new CifarFormat();
        assertThat(format.recognises(Path.of("cifar-10-binary.tar.gz"))).isTrue();
        assertThat(format.recognises(Path.of("x", "data_batch_3.bin"))).isTrue();
        assertThat(format.recognises(Path.of("other.bin"))).isFalse();
    }

    @Test
    void takesDamagedFilesWell() {
        byte[] archive = tar("data_batch_1.bin", batch(1), "data_batch_2.bin", batch(2));
        Mutations.in(folder)
                .sample("a.bin", batch(1, 2))
                .sample("a.tar", archive)
                .sample("a.tar.gz", archive, Mutations::gzip)
                .sample("b.tar.gz", Mutations.gzip(archive))
                .check(file -> {
                    opener("file = \"" + file + "\"").open();
                    opener("file = x").open(file, Features.of(3072));
                });
    }

    @Test
    void readsTheExactPartOfThePublishedImages() {
        Path archive = RealData.file("cifar10-subset/cifar-10-binary-subset.tar.gz");
        assertThat(new CifarFormat().recognises(archive)).isTrue();
        String file = "file = \"" + archive.toAbsolutePath() + "\"";
        assertThat(RealData.summary(opener(file).open()))
                .isEqualTo("4000 × 3072, 0.0 … 255.0, 396 / 366 / 420 / 384 / 422 / 393 / 414 / 385 / 407 / 413");
        assertThat(RealData.summary(opener(file + ", part = test").open()))
                .isEqualTo("1000 × 3072, 0.0 … 255.0, 103 / 89 / 100 / 103 / 90 / 86 / 112 / 102 / 106 / 109");
    }
}
