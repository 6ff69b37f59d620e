package org.coterie.datasets.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coterie.datasets.csv.Csv.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coterie.api.Features;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.datasets.ConfSettings;
import org.coterie.datasets.Mutations;
import org.coterie.datasets.RealData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

class IdxFormatTest {
    @TempDir
    Path folder;

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private DataFormat.Opener opener(String settings) {
        ConfSettings in = ConfSettings.at("data.idx", settings);
        DataFormat.Opener opener = new IdxFormat().settings(in, folder);
        assertThat(in.problems).isEmpty();
        return opener;
    }

    @Test
    void readsImagesAndTheLabelsBesideThem() throws IOException {
        write("t-images-idx3-ubyte", Idx.images());
        write("t-labels-idx1-ubyte.gz", Mutations.gzip(Idx.labels(7, 3)));
        Dataset data = opener("file = t-images-idx3-ubyte").open();
        assertThat(data.name()).isEqualTo("t-images");
        assertThat(data.features().row()).isEqualTo(Shape.of(2, 3, 1));
        assertThat(data.features().names()).containsExactly("r1c1", "r1c2", "r1c3", "r2c1", "r2c2", "r2c3");
        assertThat(data.x().toArray()).containsExactly(0, 1, 2, 3, 4, 255, 10, 11, 12, 13, 14, 15);
        assertThat(data.labels().orElseThrow().classes()).containsExactly("3", "7");
        assertThat(data.labels().orElseThrow().of()).containsExactly(1, 0);
        assertThat(data.sources()).hasSize(2);
        assertThat(opener("file = t-images-idx3-ubyte, labels = none").open().labels())
                .isEmpty();
        assertThat(opener("file = t-images-idx3-ubyte, first = 1").open().x().toArray())
                .containsExactly(0, 1, 2, 3, 4, 255);
    }

    @Test
    void readsEveryKindOfNumber() throws IOException {
        int[] two = {2, 1};
        assertThat(values(Idx.file(0x08, two, 200, 1))).containsExactly(200, 1);
        assertThat(values(Idx.file(0x09, two, 200, 1))).containsExactly(-56, 1);
        assertThat(values(Idx.file(0x0b, two, 0xff, 0xfe, 1, 2))).containsExactly(-2, 258);
        assertThat(values(Idx.file(0x0c, two, 0xff, 0xff, 0xff, 0xfe, 0, 1, 0, 0)))
                .containsExactly(-2, 65536);
        // 1.0 is 3f800000 and -2.0 is c0000000 in IEEE 754
        assertThat(values(Idx.file(0x0d, two, 0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0))).containsExactly(1, -2);
        assertThat(values(Idx.file(0x0e, two, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0)))
                .containsExactly(1, -2);
    }

    private float[] values(byte[] file) throws IOException {
        write("x.idx", file);
        return opener("file = x.idx").open().x().toArray();
    }

    @Test
    void predictsByCount() throws IOException {
        Path file = write("new-images-idx3-ubyte", Idx.images());
        write("new-labels-idx1-ubyte", Idx.labels(1, 2));
        Features six = Features.of(6);
        Dataset data = opener("file = gone, labels = also-gone").open(file, six);
        assertThat(data.features()).isEqualTo(six);
        assertThat(data.labels().orElseThrow().classes()).containsExactly("1", "2");
        assertThat(message(() -> opener("file = gone").open(file, Features.of(5))))
                .isEqualTo("new-images-idx3-ubyte: the file has another width than the model\n"
                        + "  got:      6 numbers in a row\n  expected: 5");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        write("labels", Idx.labels(1, 2, 3));
        write("x.idx", Idx.images());
        assertThat(message(() -> opener("file = x.idx, labels = labels").open()))
                .isEqualTo("labels: the labels do not fit the rows\n  got:      3\n"
                        + "  expected: a label for each of 2 rows\n"
                        + "  try:      data.labels names the file of labels; none leaves it out");
        assertThat(saidOf(Idx.file(0x08, new int[] {2, 0x7fffffff, 0x7fffffff, 0x7fffffff}, 1)))
                .isEqualTo("x.idx: the file is damaged\n"
                        + "  got:      2×2147483647×2147483647×2147483647 numbers announced\n"
                        + "  expected: 21 bytes at most");
        assertThat(saidOf(Idx.file(0x08, new int[] {2, 2}, 1, 2, 3, 4, 5)))
                .contains("got:      more bytes than 2×2 numbers");
        assertThat(saidOf(Idx.file(0x0a, new int[] {1}, 1))).contains("got:      numbers of kind 10");
        assertThat(saidOf(Idx.file(0x08, new int[] {0, 3}))).contains("the file has no rows");
        assertThat(saidOf("a,b\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .contains("not an IDX file");
        assertThat(saidOf(Mutations.gzip(Idx.file(0x08, new int[] {1, 9}, 1))))
                .isEqualTo("x.idx: the file ends too early");
    }

    private String saidOf(byte[] file) throws IOException {
        write("x.idx", file);
        return message(() -> opener("file = x.idx").open());
    }

    @Test
    void isKnownByItsFirstBytes() throws IOException {
        IdxFormat format = new IdxFormat();
        assertThat(format.recognises(write("a", Idx.images()))).isTrue();
        assertThat(format.recognises(write("b", Mutations.gzip(Idx.labels(1, 2)))))
                .isTrue();
        assertThat(format.recognises(write("c.idx", new byte[] {1, 2, 3}))).isFalse();
        assertThat(format.recognises(folder.resolve("gone"))).isFalse();
        assertThat(format.recognises(folder)).isFalse();
    }

    @Test
    void takesDamagedFilesWell() {
        Mutations.in(folder)
                .sample("a-images-idx3-ubyte", Idx.images())
                .sample("a-labels-idx1-ubyte", Idx.labels(3, 4))
                .sample("b-images-idx3-ubyte.gz", Idx.images(), Mutations::gzip)
                .sample("c.idx", Mutations.gzip(Idx.images()))
                .check(file -> {
                    opener("file = \"" + file + "\"").open();
                    opener("file = x").open(file, Features.of(6));
                });
    }

    @Test
    void readsMnist() {
        Path images = RealData.file("mnist/train-images-idx3-ubyte.gz");
        Dataset data = opener("file = \"" + images.toAbsolutePath() + "\"").open();
        assertThat(RealData.summary(data))
                .isEqualTo("60000 × 784, 0.0 … 255.0,"
                        + " 5923 / 6742 / 5958 / 6131 / 5842 / 5421 / 5918 / 6265 / 5851 / 5949");
        assertThat(data.features().row()).isEqualTo(Shape.of(28, 28, 1));
        assertThat(RealData.summary(opener("file = \"" + images.toAbsolutePath() + "\", first = 10000")
                        .open()))
                .isEqualTo("10000 × 784, 0.0 … 255.0, 1001 / 1127 / 991 / 1032 / 980 / 863 / 1014 / 1070 / 944 / 978");
    }

    @Test
    void readsFashionMnist() {
        Path images = RealData.file("fashion-mnist/t10k-images-idx3-ubyte.gz");
        Dataset data = opener("file = \"" + images.toAbsolutePath() + "\"").open();
        assertThat(RealData.summary(data))
                .isEqualTo("10000 × 784, 0.0 … 255.0, 1000 / 1000 / 1000 / 1000 / 1000 / 1000 / 1000 / 1000 / 1000"
                        + " / 1000");
    }
}
