package org.coterie.datasets.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coterie.datasets.csv.Csv.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coterie.api.Features;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Table;
import org.coterie.datasets.ConfSettings;
import org.coterie.datasets.Mutations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

class NpyFormatTest {
    private static final byte[] SIX = Npy.floats(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4, 5, 6);

    @TempDir
    Path folder;

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private DataFormat.Opener opener(String settings) {
        ConfSettings in = ConfSettings.at("data.npy", settings);
        DataFormat.Opener opener = new NpyFormat().settings(in, folder);
        assertThat(in.problems).isEmpty();
        return opener;
    }

    private Dataset open(byte[] file) throws IOException {
        write("x.npy", file);
        return opener("file = x.npy").open();
    }

    private float[] values(String descr, String shape, int... bytes) throws IOException {
        return open(Npy.file(descr, false, shape, Npy.bytes(bytes))).x().toArray();
    }

    private String saidOf(byte[] file) throws IOException {
        write("x.npy", file);
        return message(() -> opener("file = x.npy").open());
    }

    @Test
    void readsEveryKindOfNumberInBothByteOrders() throws IOException {
        assertThat(values("'|u1'", "(2, 1)", 200, 1)).containsExactly(200, 1);
        assertThat(values("'|b1'", "(2, 1)", 0, 1)).containsExactly(0, 1);
        assertThat(values("'|i1'", "(2,)", 200, 1)).containsExactly(-56, 1);
        assertThat(values("'<u2'", "(1, 1)", 0xfe, 0xff)).containsExactly(65534);
        assertThat(values("'>i2'", "(1, 1)", 0xff, 0xfe)).containsExactly(-2);
        assertThat(values("'<i4'", "(1, 1)", 0, 0, 1, 0)).containsExactly(65536);
        assertThat(values("'>u4'", "(1, 1)", 0xff, 0xff, 0xff, 0)).containsExactly(4294967040f);
        assertThat(values("'<i8'", "(1, 1)", 0xfe, 255, 255, 255, 255, 255, 255, 255))
                .containsExactly(-2);
        assertThat(values("'>u8'", "(1, 1)", 0x80, 0, 0, 0, 0, 0, 0, 0)).containsExactly(0x1p63f);
        assertThat(values("'<f4'", "(1, 1)", 0, 0, 0x80, 0x3f)).containsExactly(1);
        assertThat(values("'>f4'", "(1, 1)", 0x3f, 0x80, 0, 0)).containsExactly(1);
        assertThat(values("'>f8'", "(1, 1)", 0xc0, 0, 0, 0, 0, 0, 0, 0)).containsExactly(-2);
        // half precision: 3c00 is 1, c000 is -2, 0001 is 2^-24, 7bff is 65504, 7c00 is infinite, 7e00 is no number
        assertThat(values("'>f2'", "(6, 1)", 0x3c, 0, 0xc0, 0, 0, 1, 0x7b, 0xff, 0x7c, 0, 0x7e, 0))
                .containsExactly(1, -2, 0x1p-24f, 65504, Float.POSITIVE_INFINITY, Float.NaN);
    }

    @Test
    void readsAllVersionsAndBothOrdersOfAxes() throws IOException {
        String head = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
        for (int version = 1; version <= 3; version++) {
            Dataset data = open(Npy.file(version, head, SIX));
            assertThat(data.x().rows()).isEqualTo(2);
            assertThat(data.features().names()).containsExactly("x1", "x2", "x3");
            assertThat(data.x().toArray()).containsExactly(1, 2, 3, 4, 5, 6);
        }
        assertThat(open(Npy.file("'<f4'", true, "(2, 3)", SIX)).x().toArray()).containsExactly(1, 3, 5, 2, 4, 6);
        // numpy.asfortranarray(numpy.arange(8).reshape(2, 2, 2)) is stored as 0 4 2 6 1 5 3 7
        assertThat(open(Npy.file("'|u1'", true, "(2, 2, 2)", Npy.bytes(0, 4, 2, 6, 1, 5, 3, 7)))
                        .x()
                        .toArray())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void takesThreeAndFourAxesForImages() throws IOException {
        assertThat(open(Npy.file("'<f4'", false, "(1, 2, 3)", SIX)).features().row())
                .isEqualTo(Shape.of(2, 3, 1));
        assertThat(open(Npy.file("'<f4'", false, "(1, 1, 2, 3)", SIX))
                        .features()
                        .row())
                .isEqualTo(Shape.of(1, 2, 3));
        assertThat(open(Npy.file("'<f4'", false, "(6,)", SIX)).x().toArray()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void readsAnArrayOfAnArchiveWithItsLabels() throws IOException {
        byte[] x = Npy.file("'<f4'", false, "(2, 3)", SIX);
        byte[] y = Npy.file("'|u1'", false, "(2,)", Npy.bytes(7, 5));
        write("d.npz", Npy.npz("x", x, "y", y));
        Dataset data = opener("file = d.npz, labels = y").open();
        assertThat(data.name()).isEqualTo("d");
        assertThat(data.x().toArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(data.labels().orElseThrow().classes()).containsExactly("5", "7");
        assertThat(opener("file = d.npz, first = 1").open().x().toArray()).containsExactly(1, 2, 3);
        assertThat(opener("file = d.npz, array = y").open().x().toArray()).containsExactly(7, 5);
        write("two.npz", Npy.npz("train", x, "test", x));
        assertThat(message(() -> opener("file = two.npz").open()))
                .isEqualTo("two.npz: the file has several arrays\n  got:      \"test\", \"train\"\n"
                        + "  try:      name one, for example data.array = test");
        assertThat(message(() -> opener("file = two.npz, array = tset").open()))
                .isEqualTo("data.array: no such array\n  got:      \"tset\"\n"
                        + "  expected: one of two.npz: \"test\", \"train\"\n  try:      did you mean \"test\"?");
    }

    @Test
    void readsLabelsOfAnotherFileAlsoTexts() throws IOException {
        write("x.npy", Npy.file("'<f4'", false, "(3, 2)", SIX));
        write(
                "y.npy",
                Npy.file(
                        "'<U2'",
                        false,
                        "(3,)",
                        Npy.bytes('b', 0, 0, 0, 0, 0, 0, 0, 'a', 0, 0, 0, 0xe9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
        Labels labels = opener("file = x.npy, labels = y.npy").open().labels().orElseThrow();
        assertThat(labels.classes()).containsExactly("aé", "b");
        assertThat(labels.of()).containsExactly(1, 0, -1);
        write("s.npy", Npy.file("'|S2'", false, "(3, 1)", Npy.bytes('b', 0, 'a', 'c', 'b', 0)));
        assertThat(opener("file = x.npy, labels = s.npy")
                        .open()
                        .labels()
                        .orElseThrow()
                        .of())
                .containsExactly(1, 0, 1);
        write("z.npy", Npy.file("'<f4'", false, "(2, 3)", SIX));
        assertThat(message(() -> opener("file = x.npy, labels = z.npy").open()))
                .isEqualTo("z.npy: the labels do not fit the rows\n  got:      2×3\n"
                        + "  expected: a label for each of 3 rows");
        write("h.npy", Npy.file("'<f4'", false, "(3,)", Npy.floats(ByteOrder.LITTLE_ENDIAN, 1, 1.5f, 2)));
        assertThat(message(() -> opener("file = x.npy, labels = h.npy").open()))
                .isEqualTo("h.npy, row 2: a label is not a whole number\n  got:      1.5");
    }

    @Test
    void predictsByCount() throws IOException {
        Path file = write("new.npy", Npy.file("'<f4'", false, "(2, 3)", SIX));
        Features three = Features.of(List.of("a", "b", "c"));
        assertThat(opener("file = x, labels = gone.npy").open(file, three).features())
                .isEqualTo(three);
        assertThat(message(() -> opener("file = x").open(file, Features.of(2))))
                .isEqualTo("new.npy: the file has another width than the model\n"
                        + "  got:      3 numbers in a row\n  expected: 2");
        Path archive = write("new.npz", Npy.npz("other", Npy.file("'<f4'", false, "(2, 3)", SIX)));
        assertThat(opener("file = x, array = x, labels = y")
                        .open(archive, three)
                        .x()
                        .rows())
                .isEqualTo(2);
    }

    @Test
    void refusesObjectsAndRecords() throws IOException {
        assertThat(saidOf(Npy.file("'|O'", false, "(2, 3)", SIX)))
                .isEqualTo("x.npy: an array of Python objects\n  expected: numbers\n"
                        + "  try:      objects are pickled programs and never loaded; save x.astype(\"float32\")");
        assertThat(saidOf(Npy.file("[('a', '<f4'), ('b', '<i4')]", false, "(3,)", SIX)))
                .startsWith("x.npy: an array of records\n  got:      \"{'descr': [('a'");
        assertThat(saidOf(Npy.file("'<c8'", false, "(3, 1)", SIX))).contains("an array of another type");
        assertThat(saidOf(Npy.file("'<U6'", false, "(1, 1)", SIX))).contains("an array of texts");
    }

    @Test
    void saysWhatIsDamaged() throws IOException {
        assertThat(saidOf(Npy.file("'<f4'", false, "(2, 4)", SIX)))
                .isEqualTo("x.npy: the file is damaged\n  got:      2×4 elements of 4 bytes announced\n"
                        + "  expected: 24 bytes");
        assertThat(saidOf(Npy.file("'<f4'", false, "(4294967296, 4294967296)", SIX)))
                .contains("announced");
        assertThat(saidOf(Npy.file("'<f4'", false, "(0, 3)", new byte[0]))).contains("the array has no rows");
        assertThat(saidOf(Npy.file("'<f4'", false, "()", Npy.bytes(0, 0, 0, 0))))
                .contains("a single element");
        assertThat(saidOf(Npy.file(4, "{}", SIX))).contains("unknown version");
        assertThat(saidOf(Npy.bytes('a', ',', 'b'))).isEqualTo("x.npy: not an array of NumPy");
        assertThat(saidOf(Npy.bytes(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 200, 0, '{')))
                .isEqualTo("x.npy: the file ends too early");
        byte[] npz = Npy.npz("x", Npy.file("'<f4'", false, "(2, 3)", SIX));
        npz[60] ^= 1;
        assertThat(saidOf(npz)).startsWith("x.npy");
    }

    @Test
    void isKnownByItsFirstBytes() throws IOException {
        NpyFormat format = new NpyFormat();
        byte[] file = Npy.file("'<f4'", false, "(2, 3)", SIX);
        assertThat(format.recognises(write("a.npy", file))).isTrue();
        assertThat(format.recognises(write("b.gz", Mutations.gzip(file)))).isTrue();
        assertThat(format.recognises(write("c.npz", Npy.npz("x", file)))).isTrue();
        assertThat(format.recognises(write("d.zip", Npy.npz("x", file)))).isFalse();
        assertThat(format.recognises(write("e.npy", new byte[2]))).isFalse();
    }

    @Test
    void mapsLargeArraysAndReadsThemAsWritten() throws IOException {
        int n = 70_001;
        int m = 61;
        float[] values = new float[n * m];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 0.5f;
        }
        Path file = folder.resolve("large.npy");
        try (OutputStream out = Files.newOutputStream(file)) {
            NpyWriter.write(out, Table.of(n, m, values));
        }
        Dataset data = opener("file = large.npy").open();
        assertThat(data.x().at(n - 1, m - 1)).isEqualTo((n * m - 1) * 0.5f);
        assertThat(data.x().toArray()).isEqualTo(values);
        assertThat(data.sources().get(0).bytes()).isEqualTo(Files.size(file));
        Path packed = write("large.npy.gz", Mutations.gzip(Files.readAllBytes(file)));
        assertThat(opener("file = \"" + packed + "\"").open().x().toArray()).isEqualTo(values);
    }

    @Test
    void writesLabelsByName() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter.write(out, new Labels("kind", List.of("cat", "örn"), new int[] {1, -1, 0}));
        write("y.npy", out.toByteArray());
        write("x.npy", Npy.file("'<f4'", false, "(3, 2)", SIX));
        Labels labels = opener("file = x.npy, labels = y.npy").open().labels().orElseThrow();
        assertThat(labels.classes()).containsExactly("cat", "örn");
        assertThat(labels.of()).containsExactly(1, -1, 0);
    }

    @Test
    void takesDamagedFilesWell() {
        byte[] x = Npy.file("'<f4'", false, "(2, 3)", SIX);
        byte[] turned = Npy.file("'>f8'", true, "(2, 3)", new byte[48]);
        byte[] texts = Npy.file("'<U3'", false, "(2,)", new byte[24]);
        Mutations.in(folder)
                .sample("a.npy", x)
                .sample("b.npy.gz", x, Mutations::gzip)
                .sample("c.npy", turned)
                .sample("d.npz", Npy.npz("x", x, "y", texts))
                .sample("e.npz", x, bytes -> Npy.npz("x", bytes, "y", texts))
                .sample("f.npz", texts, bytes -> Npy.npz("x", x, "y", bytes))
                .check(file -> {
                    String labels = file.toString().endsWith("z") ? ", labels = y" : "";
                    opener("file = \"" + file + "\"" + labels).open().x().toArray();
                    opener("file = x" + labels).open(file, Features.of(3));
                });
    }
}
