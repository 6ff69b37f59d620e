package org.coterie.model.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The operations that change a disk, one by one, so that a test can let each of them fail. */
interface Disk {

    /** The real one. */
    Disk REAL = new Disk() {};

    /** Makes a folder that must not exist. */
    default void makeFolder(Path folder) throws IOException {
        Files.createDirectory(folder);
    }

    /** Opens a file that must not exist. */
    default OutputStream create(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Renames within a folder, in one step. */
    default void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes a file or an empty folder. */
    default void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    /**
     * Waits until the content of a file, or the names in a folder, are on the medium. An interrupt would close the channel
     * half-way, and a run that is being cancelled still has to write its checkpoint: it is put aside and restored.
     */
    default void force(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        if (folder && !path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return; // Windows has no such call for folders, its renames are journalled
        }
        OpenOption how = folder ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(path, how)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException again) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
