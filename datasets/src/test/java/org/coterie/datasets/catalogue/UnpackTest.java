package org.coterie.datasets.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.coterie.api.CoterieException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives, good and evil. */
class UnpackTest {
    private static final byte[] TEXT = "text\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path zip(String name, byte[] content) throws IOException {
        Path file = folder.resolve("a.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return file;
    }

    private Path tar(byte[]... blocks) throws IOException {
        Path file = folder.resolve("a.tar.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (byte[] block : blocks) {
                out.write(block);
            }
            out.write(new byte[1024]);
        }
        return file;
    }

    /** A head and its content, as POSIX describes them. */
    private static byte[] entry(String name, char type, byte[] content) {
        byte[] head = new byte[512];
        put(head, 0, name);
        put(head, 100, "0000644\0");
        put(head, 124, String.format(Locale.ROOT, "%011o ", content.length));
        head[156] = (byte) type;
        put(head, 257, "ustar\00000");
        put(head, 148, "        ");
        int sum = 0;
        for (byte b : head) {
            sum += b & 0xff;
        }
        put(head, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head);
        all.writeBytes(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
        return all.toByteArray();
    }

    private static void put(byte[] head, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, head, at, bytes.length);
    }

    private Path unpack(Path archive) {
        Path into = folder.resolve("out");
        Unpacking.unpack(archive, into);
        return into;
    }

    private String refusal(Path archive) {
        CoterieException failure = catchThrowableOfType(CoterieException.class, () -> unpack(archive));
        assertThat(failure.kind()).isEqualTo(CoterieException.Kind.DATA);
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(folder.resolve("out.unpacking")).doesNotExist();
        return failure.getMessage().replace(folder + "/", "");
    }

    @Test
    void aTarArchiveWithFoldersAndLongNamesIsUnpacked() throws IOException {
        String longName = "hg19/" + "x".repeat(150) + ".tsv";
        String record = "path=" + longName + "\n";
        String pax = (record.length() + 4) + " " + record;
        Path out = unpack(tar(
                entry("./", '5', new byte[0]),
                entry("hg19/", '5', new byte[0]),
                entry("hg19/matrix.mtx", '0', TEXT),
                entry("PaxHeader", 'x', pax.getBytes(StandardCharsets.UTF_8)),
                entry("hg19/short", '0', new byte[700]),
                entry("././@LongLink", 'L', ("deep/" + "y".repeat(120) + "\0").getBytes(StandardCharsets.UTF_8)),
                entry("deep/y", '0', TEXT)));

        assertThat(out.resolve("hg19/matrix.mtx")).hasBinaryContent(TEXT);
        assertThat(out.resolve(longName)).hasSize(700);
        assertThat(out.resolve("deep/" + "y".repeat(120))).hasBinaryContent(TEXT);
    }

    @Test
    void aZipArchiveIsUnpacked() throws IOException {
        assertThat(unpack(zip("a/b.txt", TEXT)).resolve("a/b.txt")).hasBinaryContent(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/evil", "a\\..\\evil", "C:evil", "a//b", "a/./b", "..", "/"})
    void aNameThatLeadsOutOfTheFolderIsRefused(String name) throws IOException {
        assertThat(refusal(zip(name, TEXT))).contains("a name in the archive that leads astray", name);
        assertThat(refusal(tar(entry(name, '0', TEXT)))).contains("a name in the archive that leads astray");
        assertThat(folder.getParent().resolve("evil")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2', '3', '4', '6'})
    void linksAndDevicesAreRefused(char type) throws IOException {
        assertThat(refusal(tar(entry("link", type, new byte[0])))).contains("a link or device in the archive");
    }

    @Test
    void aBombIsStoppedBeforeItFillsTheDisk() throws IOException {
        byte[] zeros = new byte[8 << 20];
        assertThat(refusal(zip("zeros", zeros))).contains("the archive holds more than its size allows");
        assertThat(refusal(tar(entry("zeros", '0', zeros)))).contains("the archive holds more than its size allows");
    }

    @Test
    void tooManyFilesAreRefused() throws IOException {
        byte[][] entries = new byte[10_001][];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = entry("d" + i + "/", '5', new byte[0]);
        }
        assertThat(refusal(tar(entries))).contains("more than 10000 files in the archive");
    }

    @Test
    void oneNameTwiceIsRefused() throws IOException {
        assertThat(refusal(tar(entry("a", '0', TEXT), entry("a", '0', TEXT)))).contains("one name twice");
    }

    @Test
    void damageIsSaid() throws IOException {
        Path cut = tar(entry("a", '0', new byte[5000]));
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 60));
        assertThat(refusal(cut)).contains("the archive is damaged");
        assertThat(refusal(tar(new byte[] {1, 2, 3}, new byte[600]))).contains("the archive is damaged");
        assertThat(refusal(tar())).contains("there is nothing in the archive");
    }
}
