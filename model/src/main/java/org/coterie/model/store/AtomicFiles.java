package org.coterie.model.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files and folders that a reader sees whole or not at all: written beside their place under a temporary name, forced to
 * the medium, then renamed. The parent folder must exist. Failures are {@code BUSY} faults and leave what was there before.
 */
public final class AtomicFiles {
    static final String TEMP = ".tmp-";
    static final String OLD = ".old-";

    private AtomicFiles() {}

    /**
     * Writes the content.
     *
     * @param <T> a stream, or a folder
     */
    @FunctionalInterface
    public interface Content<T> {

        /** Writes it; may fail, then nothing becomes visible. */
        void into(T place) throws IOException;
    }

    /** Writes or replaces a file. */
    public static void write(Path file, byte[] bytes) {
        write(file, out -> out.write(bytes));
    }

    /** Writes or replaces a file. */
    public static void write(Path file, Content<OutputStream> content) {
        write(Disk.REAL, file, content);
    }

    /**
     * Writes or replaces a folder. While one is replaced there is an instant without it, since file systems exchange folders
     * in two steps; {@link #settle} brings the old one back if the process dies in between.
     */
    public static void folder(Path folder, Content<Path> content) {
        folder(Disk.REAL, folder, content);
    }

    /** Deletes a file or a folder with everything in it, links themselves rather than what they point to. */
    public static void delete(Path path) {
        delete(Disk.REAL, path);
    }

    /**
     * Clears what a killed process left directly below a folder: temporary names are deleted, a folder that was just being
     * replaced is put back. Only for the owner of the folder, see {@link RunFolder}.
     */
    public static void settle(Path parent) {
        settle(Disk.REAL, parent);
    }

    static void write(Disk disk, Path file, Content<OutputStream> content) {
        Path temp = temp(file);
        boolean done = false;
        try {
            try (OutputStream out = new BufferedOutputStream(disk.create(temp), 1 << 16)) {
                content.into(out);
            }
            disk.force(temp);
            disk.move(temp, file);
            done = true;
            disk.force(parent(file));
        } catch (IOException e) {
            throw IoFaults.cannotWrite(file, e);
        } catch (UncheckedIOException e) {
            throw IoFaults.cannotWrite(file, e.getCause());
        } finally {
            if (!done) {
                deleteQuietly(disk, temp);
            }
        }
    }

    static void folder(Disk disk, Path folder, Content<Path> content) {
        Path temp = temp(folder);
        Path old = parent(folder).resolve(OLD + folder.getFileName());
        boolean done = false;
        try {
            disk.makeFolder(temp);
            content.into(temp);
            forceTree(disk, temp);
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                deleteTree(disk, old);
                disk.move(folder, old);
            }
            moveInto(disk, temp, folder, old);
            done = true;
            disk.force(parent(folder));
        } catch (IOException e) {
            throw IoFaults.cannotWrite(folder, e);
        } catch (UncheckedIOException e) {
            throw IoFaults.cannotWrite(folder, e.getCause());
        } finally {
            if (!done) {
                deleteQuietly(disk, temp);
            }
        }
        deleteQuietly(disk, old);
    }

    static void delete(Disk disk, Path path) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Path temp = temp(path);
            disk.move(path, temp); // so that nobody meets a folder of which half is gone
            deleteTree(disk, temp);
        } catch (IOException e) {
            throw IoFaults.cannotWrite(path, e);
        }
    }

    static void settle(Disk disk, Path parent) {
        try {
            for (Path path : children(parent)) {
                String name = path.getFileName().toString();
                if (name.startsWith(OLD)) {
                    Path place = parent.resolve(name.substring(OLD.length()));
                    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                        deleteTree(disk, path);
                    } else {
                        disk.move(path, place);
                    }
                } else if (name.startsWith(TEMP)) {
                    deleteTree(disk, path);
                }
            }
        } catch (IOException e) {
            throw IoFaults.cannotWrite(parent, e);
        }
    }

    /** What is directly below a folder, in the order of names. */
    static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void moveInto(Disk disk, Path temp, Path folder, Path old) throws IOException {
        try {
            disk.move(temp, folder);
        } catch (IOException e) {
            if (Files.exists(old, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    disk.move(old, folder);
                } catch (IOException alsoFailed) {
                    e.addSuppressed(alsoFailed);
                }
            }
            throw e;
        }
    }

    private static void forceTree(Disk disk, Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    disk.force(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure) throws IOException {
                disk.force(dir);
                return super.postVisitDirectory(dir, failure);
            }
        });
    }

    private static void deleteTree(Disk disk, Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                disk.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure) throws IOException {
                disk.delete(dir);
                return super.postVisitDirectory(dir, failure);
            }
        });
    }

    /** Remains are no reason to fail: {@link #settle} finds them by their names. */
    private static void deleteQuietly(Disk disk, Path path) {
        try {
            deleteTree(disk, path);
        } catch (IOException ignored) {
            return;
        }
    }

    private static Path temp(Path path) {
        return parent(path).resolve(TEMP + UUID.randomUUID());
    }

    private static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }
}
