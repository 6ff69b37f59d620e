package org.coterie.datasets.catalogue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;

/** The folder of a data set while something is put into it: one process at a time. */
final class Disk implements AutoCloseable {
    private final FileChannel lock;

    private Disk(FileChannel lock) {
        this.lock = lock;
    }

    /** Makes the folder where it is not there, and locks it. */
    static Disk open(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return new Disk(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw fault("the folder cannot be used", folder, e);
        }
        throw Fault.of("something else is fetching into this folder")
                .at(folder.toString())
                .advise("wait until it is done")
                .as(Kind.BUSY);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** What there is so far of a file. */
    Part part(Path place) {
        return Part.of(place);
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw fault("the file cannot be read", file, e);
        }
    }

    static CoterieException fault(String what, Path where, IOException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        String kind = e.getClass().getSimpleName();
        return Fault.of(what)
                .at(where.toString())
                .got(message.isEmpty() || message.equals(where.toString()) ? kind : kind + ": " + message)
                .as(Kind.BUSY, e);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // the lock ends with the process at the latest
        }
    }
}
