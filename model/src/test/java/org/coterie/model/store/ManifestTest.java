package org.coterie.model.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    private static final Manifest.Format FORMAT = new Manifest.Format("coterie-test", 2, 3);

    @TempDir
    Path place;

    private Path folder;

    @BeforeEach
    void aFolderWithThreeFiles() throws IOException {
        folder = Files.createDirectories(place.resolve("model/deep")).getParent();
        Files.writeString(folder.resolve("a.txt"), "abc");
        Files.writeString(folder.resolve("b.txt"), "another text");
        Files.writeString(folder.resolve("deep/c.txt"), "xyz");
        Manifest.write(folder, FORMAT, Map.of("method", "deepwak", "score", 0.25));
    }

    @Test
    void whatWasWrittenVerifies() {
        Manifest manifest = Manifest.verify(folder, FORMAT);
        assertThat(manifest.version()).isEqualTo(3);
        assertThat(manifest.meta()).containsEntry("method", "deepwak").containsEntry("score", 0.25);
        assertThat(manifest.files()).containsOnlyKeys("a.txt", "b.txt", "deep/c.txt");
        // SHA-256 of "abc": FIPS 180-2, appendix B.1
        assertThat(manifest.files().get("a.txt"))
                .isEqualTo(new Manifest.Entry(3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void aFileManagersLitterIsNotMinded() throws IOException {
        Files.writeString(folder.resolve("deep/.DS_Store"), "");
        assertThat(Manifest.verify(folder, FORMAT).files()).hasSize(3);
    }

    @Test
    void everySortOfDamageHasItsName() throws IOException {
        Files.delete(folder.resolve("a.txt"));
        assertDamage(Damage.MISSING, "a.txt", "3 bytes");
        Files.writeString(folder.resolve("a.txt"), "abd");
        assertDamage(Damage.DAMAGED, "a.txt", "SHA-256 ba7816bf");
        Files.writeString(folder.resolve("a.txt"), "");
        assertDamage(Damage.DAMAGED, "a.txt", "0 bytes");
        Files.delete(folder.resolve("a.txt"));
        Files.createDirectory(folder.resolve("a.txt"));
        assertDamage(Damage.MISSING, "a.txt", "");
        Files.delete(folder.resolve("a.txt"));
        Files.writeString(place.resolve("elsewhere"), "abc");
        Files.createSymbolicLink(folder.resolve("a.txt"), place.resolve("elsewhere"));
        assertDamage(Damage.LINK, "a.txt", "");
        Files.delete(folder.resolve("a.txt"));
        Files.writeString(folder.resolve("a.txt"), "abc");
        Files.writeString(folder.resolve("d.txt"), "");
        assertDamage(Damage.EXTRA, "d.txt", "");
        Files.delete(folder.resolve("d.txt"));
        Files.delete(folder.resolve(Manifest.FILE));
        assertDamage(Damage.MISSING, Manifest.FILE, "written by coterie");
    }

    @Test
    void theFormatAndItsVersionAreChecked() {
        assertThat(Damage.TOO_OLD.isIn(fault(new Manifest.Format("coterie-test", 4, 5))))
                .isTrue();
        assertThat(Damage.TOO_NEW.isIn(fault(new Manifest.Format("coterie-test", 1, 2))))
                .isTrue();
        assertThat(Damage.OTHER_FORMAT.isIn(fault(new Manifest.Format("coterie-model", 1, 3))))
                .isTrue();
        folder = place.resolve("nowhere");
        assertThat(Damage.MISSING.isIn(fault(FORMAT))).isTrue();
    }

    @Test
    void everythingThatIsWrongIsReportedTogether() throws IOException {
        Files.delete(folder.resolve("a.txt"));
        Files.writeString(folder.resolve("b.txt"), "b");
        assertThat(failure(FORMAT).faults()).hasSize(2);
    }

    @Test
    void noMutationIsEverTakenForTheWhole() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        List<String> names = List.of("a.txt", "b.txt", "deep/c.txt", Manifest.FILE);
        Path copy = place.resolve("copy");
        for (int i = 0; i < 1000; i++) {
            copyTo(copy);
            Path file = copy.resolve(names.get(random.nextInt(4)));
            Path other = copy.resolve(names.get(random.nextInt(4)));
            byte[] bytes = Files.readAllBytes(file);
            byte[] others = Files.readAllBytes(other);
            switch (random.nextInt(5)) {
                case 0 -> Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
                case 1 -> Files.write(file, Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9)));
                case 2 -> Files.delete(file);
                case 3 -> {
                    Files.write(file, file.equals(other) ? new byte[0] : others);
                    Files.write(other, bytes.clone());
                    if (file.equals(other)) {
                        Files.write(file, new byte[0]);
                    }
                }
                default -> {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                    Files.write(file, bytes);
                }
            }
            CoterieException failure =
                    catchThrowableOfType(CoterieException.class, () -> Manifest.verify(copy, FORMAT));
            assertThat(failure).as("mutation " + i).isNotNull();
            assertThat(failure.kind()).isEqualTo(Kind.ARTIFACT);
        }
    }

    @Test
    void anHonestManifestWithNonsenseInItIsRefusedToo() throws IOException {
        for (String text : List.of(
                "[]",
                "{\"format\": 1, ",
                "{\"format\": \"coterie-test\", \"version\": 3, ",
                "{\"format\": \"coterie-test\", \"version\": 3, \"files\": {\"a.txt\": 1}, \"meta\": {}, ",
                "{\"format\": \"coterie-test\", \"version\": 3, \"files\": {}, ",
                "{".repeat(5000))) {
            byte[] head = text.getBytes(UTF_8);
            String hex = HexFormat.of().formatHex(Manifest.sha256().digest(head));
            Files.writeString(folder.resolve(Manifest.FILE), text + "\"self\": \"" + hex + "\"\n}\n");
            assertThat(failure(FORMAT).kind()).isEqualTo(Kind.ARTIFACT);
        }
    }

    private void copyTo(Path copy) throws IOException {
        Files.createDirectories(copy.resolve("deep"));
        for (String name : List.of("a.txt", "b.txt", "deep/c.txt", Manifest.FILE)) {
            Files.copy(folder.resolve(name), copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void assertDamage(Damage sort, String name, String words) {
        CoterieException failure = failure(FORMAT);
        assertThat(failure.faults()).hasSize(1);
        assertThat(sort.isIn(failure.faults().get(0))).as(failure.getMessage()).isTrue();
        assertThat(failure)
                .hasMessageContaining(folder.resolve(name).toString())
                .hasMessageContaining(words);
    }

    private org.coterie.api.Fault fault(Manifest.Format format) {
        return failure(format).faults().get(0);
    }

    private CoterieException failure(Manifest.Format format) {
        CoterieException failure = catchThrowableOfType(CoterieException.class, () -> Manifest.verify(folder, format));
        assertThat(failure.kind()).isEqualTo(Kind.ARTIFACT);
        return failure;
    }
}
