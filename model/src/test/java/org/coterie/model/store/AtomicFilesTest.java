package org.coterie.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path place;

    @Test
    void aFileIsWrittenAndReplaced() throws IOException {
        Path file = place.resolve("a.txt");
        AtomicFiles.write(file, new byte[] {1});
        AtomicFiles.write(file, new byte[] {2, 3});
        assertThat(file).hasBinaryContent(new byte[] {2, 3});
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void aFolderIsReplacedAsAWhole() throws IOException {
        Path folder = place.resolve("model");
        AtomicFiles.folder(folder, temp -> Files.writeString(temp.resolve("old"), "1"));
        AtomicFiles.folder(folder, temp -> Files.writeString(temp.resolve("new"), "2"));
        assertThat(folder.resolve("new")).hasContent("2");
        assertThat(folder.resolve("old")).doesNotExist();
        assertThat(names()).containsExactly("model");
    }

    @Test
    void whatTheWriterThrowsPassesThroughAndLeavesTheOldFile() throws IOException {
        Path file = place.resolve("a.txt");
        AtomicFiles.write(file, new byte[] {1});
        assertThatThrownBy(() -> AtomicFiles.write(file, out -> {
                    out.write(9);
                    throw new IllegalStateException("no more");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void anInterruptedThreadStillWritesAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        AtomicFiles.folder(place.resolve("model"), temp -> Files.writeString(temp.resolve("a"), "1"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(place.resolve("model/a")).hasContent("1");
    }

    @Test
    void deletingSparesWhatALinkPointsTo() throws IOException {
        Path kept = Files.writeString(place.resolve("kept"), "1");
        Path folder = Files.createDirectories(place.resolve("folder/deep"));
        Files.createSymbolicLink(folder.resolve("link"), kept);
        AtomicFiles.delete(place.resolve("folder"));
        AtomicFiles.delete(place.resolve("never was"));
        assertThat(names()).containsExactly("kept");
    }

    @Test
    void aFailureAtEveryStepLeavesTheOldFolderOrTheNewOne() throws IOException {
        for (int n = 1; ; n++) {
            Path folder = fresh("failing-" + n);
            FailingDisk disk = new FailingDisk(n, false);
            Throwable failure = catchThrowable(() -> replace(disk, folder));
            assertWhole(folder);
            if (!disk.failed()) {
                assertThat(failure).isNull();
                assertThat(n).isGreaterThan(8);
                return;
            }
            if (failure != null) {
                assertThat(failure).isInstanceOfSatisfying(CoterieException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.BUSY);
                    assertThat(e.getMessage()).contains("cannot be written", "disk full", "resume");
                });
            }
        }
    }

    @Test
    void aCrashAtEveryStepLeavesTheOldFolderOrTheNewOneAfterSettling() throws IOException {
        for (int n = 1; ; n++) {
            Path folder = fresh("crashing-" + n);
            FailingDisk disk = new FailingDisk(n, true);
            var unused = catchThrowable(() -> replace(disk, folder));
            AtomicFiles.settle(folder.getParent());
            assertWhole(folder);
            assertThat(AtomicFiles.children(folder.getParent())).containsExactly(folder);
            if (!disk.failed()) {
                return;
            }
        }
    }

    @Test
    void aCrashAtEveryStepLeavesTheOldFileOrTheNewOne() throws IOException {
        for (int n = 1; ; n++) {
            Path file = Files.createDirectory(place.resolve("crash-" + n)).resolve("a");
            AtomicFiles.write(file, new byte[] {1, 1});
            FailingDisk disk = new FailingDisk(n, true);
            var unused = catchThrowable(() -> AtomicFiles.write(disk, file, out -> out.write(new byte[] {2, 2})));
            assertThat(Files.readAllBytes(file)).isIn(new byte[] {1, 1}, new byte[] {2, 2});
            if (!disk.failed()) {
                return;
            }
        }
    }

    @Test
    void everydayFailuresSayWhatToDo() throws IOException {
        Path file = Files.writeString(place.resolve("file"), "");
        Files.createDirectories(place.resolve("folder/full"));
        assertFault(file.resolve("below"), "a file where a folder was expected");
        assertFault(place.resolve("folder"), "a folder where a file was expected");
        assertFault(place.resolve("nowhere/file"), "no such file or folder");
        assertThat(names()).containsExactly("file", "folder");
    }

    @Test
    void whatTheSystemSaysIsUnderstood() {
        assertThat(said("Read-only file system")).contains("read-only file system");
        assertThat(said("Permission denied")).contains("permission denied");
        assertThat(said("File name too long")).contains("shorter name");
        assertThat(said("Disk quota exceeded")).contains("disk full");
        assertThat(said("Too many open files")).contains("ulimit -n");
        assertThat(said("Remote I/O error")).contains("Remote I/O error");
    }

    private String said(String message) {
        return IoFaults.cannotRead(place, new IOException(message)).getMessage();
    }

    private static void assertFault(Path file, String got) {
        assertThatThrownBy(() -> AtomicFiles.write(file, new byte[1]))
                .isInstanceOf(CoterieException.class)
                .hasMessageContainingAll(file.toString() + ": cannot be written", got, "try:");
    }

    private Path fresh(String name) throws IOException {
        Path folder = Files.createDirectory(place.resolve(name)).resolve("model");
        AtomicFiles.folder(folder, temp -> {
            Files.writeString(temp.resolve("a"), "old");
            Files.writeString(temp.resolve("b"), "old");
        });
        return folder;
    }

    private static void replace(Disk disk, Path folder) {
        AtomicFiles.folder(disk, folder, temp -> {
            Files.writeString(temp.resolve("a"), "new");
            Files.writeString(temp.resolve("b"), "new");
        });
    }

    private static void assertWhole(Path folder) throws IOException {
        List<String> contents = List.of(Files.readString(folder.resolve("a")), Files.readString(folder.resolve("b")));
        assertThat(contents).isIn(List.of("old", "old"), List.of("new", "new"));
    }

    private List<String> names() throws IOException {
        return AtomicFiles.children(place).stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }

    /** Fails at the n-th operation; a crash also at all later ones, because a dead process cleans nothing up. */
    private static final class FailingDisk implements Disk {
        private final int n;
        private final boolean crash;
        private int count;

        FailingDisk(int n, boolean crash) {
            this.n = n;
            this.crash = crash;
        }

        boolean failed() {
            return count >= n;
        }

        private void step() throws IOException {
            count++;
            if (count == n || (crash && count > n)) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void makeFolder(Path folder) throws IOException {
            step();
            Disk.REAL.makeFolder(folder);
        }

        @Override
        public OutputStream create(Path file) throws IOException {
            step();
            return new FilterOutputStream(Disk.REAL.create(file)) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    out.write(bytes, from, length / 2);
                    step();
                    out.write(bytes, from + length / 2, length - length / 2);
                }
            };
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            step();
            Disk.REAL.move(from, to);
        }

        @Override
        public void delete(Path path) throws IOException {
            step();
            Disk.REAL.delete(path);
        }

        @Override
        public void force(Path path) throws IOException {
            step();
            Disk.REAL.force(path);
        }
    }
}
