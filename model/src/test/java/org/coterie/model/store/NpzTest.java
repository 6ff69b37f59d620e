package org.coterie.model.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
    @TempDir
    Path place;

    private static Map<String, NdArray> sample() {
        float[] many = new float[50_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = i / 7f;
        }
        return Map.of(
                "head/dense/w", NdArray.of(new float[] {1, -2.5f, Float.NaN, 0, -0f, 0x1p100f}, 2, 3),
                "many", NdArray.of(many, 100, 500),
                "step", NdArray.of(new long[] {Long.MIN_VALUE}),
                "counts", NdArray.of(new int[] {1, 2, -3}, 3),
                "empty", NdArray.of(new float[0], 0, 4),
                "reals", NdArray.of(new double[] {Math.PI, Double.NEGATIVE_INFINITY}, 1, 2, 1));
    }

    @Test
    void arraysReadBackBitForBit() throws IOException {
        Path file = write(sample());
        assertThat(Npz.read(file)).isEqualTo(sample());
    }

    @Test
    void theHeadIsWhatTheNpyFormatSays() {
        // numpy.lib.format: magic, version 1.0, little-endian length 118 = 0x76, dictionary, spaces, line feed; 128 in
        // all
        byte[] head = NpyHeader.of(NdArray.of(new float[6], 2, 3));
        String text = "\u0093NUMPY\1\0v\0{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
        assertThat(new String(head, ISO_8859_1)).isEqualTo(text + " ".repeat(127 - text.length()) + "\n");
        assertThat(shapeText(NdArray.of(new int[3], 3))).endsWith("'shape': (3,), }");
        assertThat(shapeText(NdArray.of(new int[1]))).endsWith("'shape': (), }");
    }

    private static String shapeText(NdArray array) {
        return new String(NpyHeader.of(array), ISO_8859_1).strip();
    }

    @Test
    void equalArraysGiveEqualBytesInEveryTimeZone() throws IOException {
        byte[] here = bytes(sample());
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            assertThat(bytes(new TreeMap<>(sample()))).isEqualTo(here);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void numpyReadsWhatIsWritten() throws Exception {
        Path file = write(sample());
        String told = python(
                "import numpy as np, sys; a = np.load(sys.argv[1]); "
                        + "print(sorted(a.files)); print(a['head/dense/w'].tolist(), a['step'], a['counts'].dtype, "
                        + "a['empty'].shape, a['reals'].tolist(), a['many'].shape, a['many'][99, 499] == np.float32(49999/7))",
                file);
        assertThat(told)
                .isEqualToIgnoringNewLines("['counts', 'empty', 'head/dense/w', 'many', 'reals', 'step']"
                        + "[[1.0, -2.5, nan], [0.0, -0.0, 1.2676506002282294e+30]] -9223372036854775808 int32 "
                        + "(0, 4) [[[3.141592653589793], [-inf]]] (100, 500) True");
    }

    @Test
    void whatNumpyWritesIsRead() throws Exception {
        Path file = place.resolve("numpy.npz");
        python(
                "import numpy as np, sys; np.savez(sys.argv[1], big=np.arange(3, dtype='>f8'), "
                        + "x=np.arange(6, dtype=np.int32).reshape(2, 3), **{'a/b': np.float32(0.1)})",
                file);
        assertThat(Npz.read(file))
                .isEqualTo(Map.of(
                        "big", NdArray.of(new double[] {0, 1, 2}, 3),
                        "x", NdArray.of(new int[] {0, 1, 2, 3, 4, 5}, 2, 3),
                        "a/b", NdArray.of(new float[] {0.1f})));
    }

    @Test
    void bigEndianNumbersAreTurned() throws IOException {
        byte[] data = ByteBuffer.allocate(8)
                .order(ByteOrder.BIG_ENDIAN)
                .putInt(1)
                .putInt(-7)
                .array();
        Path file = zip(npy("{'shape': (2,), 'fortran_order': False, 'descr': '>i4'}", data));
        assertThat(Npz.read(file)).containsEntry("x", NdArray.of(new int[] {1, -7}, 2));
    }

    @Test
    void whatIsNotAPlainBlockOfNumbersIsRefused() throws IOException {
        assertRefused(zip(npy(head("|O", "(1,)"), new byte[8])), "Python objects", "pickled");
        assertRefused(zip(npy(head("<c8", "(1,)"), new byte[8])), "other numbers", "f4, f8, i4 or i8");
        assertRefused(
                zip(npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", new byte[4])),
                "plain block");
        assertRefused(
                zip(npy("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), }", new byte[4])),
                "column by column");
        assertRefused(zip(npy("__import__('os')", new byte[4])), "plain block");
        assertRefused(zip(npy(head("<f4", "(99999999999999999999,)"), new byte[4])), "no readable shape");
        assertRefused(zip(new byte[] {1, 2, 3}), "no NumPy head");
    }

    @Test
    void aSizeIsBelievedOnlyIfTheFileIsAsLong() throws IOException {
        assertRefused(zip(npy(head("<f8", "(2000000000,)"), new byte[8])), "bytes for [2000000000]");
        assertRefused(zip(npy(head("<f8", "(70000, 70000, 70000, 70000, 70000)"), new byte[8])), "damaged");
        assertRefused(zip(npy(head("<f4", "(1,)"), new byte[8])), "damaged");
    }

    @Test
    void aMissingFileAndAFolderAreNamed() {
        assertRefused(place.resolve("none.npz"), "no such file");
        assertRefused(place, "cannot be read");
    }

    @Test
    void everyTruncationIsRefusedAndNoFlipGivesOtherNumbers() throws IOException {
        Map<String, NdArray> small = new TreeMap<>(sample());
        small.remove("many");
        byte[] whole = bytes(small);
        Path file = place.resolve("damaged.npz");
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(file, "");
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            try {
                Map<String, NdArray> read = Npz.read(file);
                // a name is not under the checksum, the numbers are
                read.forEach((name, array) -> assertThat(small.values()).contains(array));
            } catch (CoterieException e) {
                assertThat(e.kind()).isEqualTo(Kind.ARTIFACT);
            }
        }
    }

    private static void assertRefused(Path file, String... words) {
        assertThatThrownBy(() -> Npz.read(file))
                .isInstanceOfSatisfying(
                        CoterieException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ARTIFACT))
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(words);
    }

    private Path write(Map<String, NdArray> arrays) throws IOException {
        return Files.write(place.resolve("arrays.npz"), bytes(arrays));
    }

    private static byte[] bytes(Map<String, NdArray> arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npz.write(out, arrays);
        return out.toByteArray();
    }

    private static String head(String descr, String shape) {
        return "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
    }

    private static byte[] npy(String head, byte[] data) {
        ByteBuffer bytes = ByteBuffer.allocate(10 + head.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) head.length());
        return bytes.put(head.getBytes(US_ASCII)).put(data).array();
    }

    private Path zip(byte[] member) throws IOException {
        Path file = place.resolve("hand.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setMethod(ZipOutputStream.STORED);
            ZipEntry entry = new ZipEntry("x.npy");
            CRC32 crc = new CRC32();
            crc.update(member);
            entry.setCrc(crc.getValue());
            entry.setSize(member.length);
            zip.putNextEntry(entry);
            zip.write(member);
        }
        return file;
    }

    private static String python(String program, Path file) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(
                            "python3",
                            "-c",
                            "import sys\ntry:\n import numpy\nexcept ImportError:\n sys.exit(77)\n" + program,
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "no python3 here");
            throw e;
        }
        String told = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        int code = process.waitFor();
        assumeTrue(code != 77, "no numpy here");
        assertThat(code).as(told).isZero();
        return told;
    }
}
