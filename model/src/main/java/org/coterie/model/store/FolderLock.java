package org.coterie.model.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;

/**
 * Keeps a second process out of a folder. The operating system holds the lock, so it ends with the process however that
 * dies; the file {@code .lock} tells whose it is, or was. It stays when the lock is given back: deleting it would let two
 * processes lock two files of one name.
 */
final class FolderLock implements AutoCloseable {
    static final String FILE = ".lock";

    /** One byte far behind the text, since some systems forbid reading what is locked. */
    private static final long PLACE = Long.MAX_VALUE - 1;

    /**
     * Folders this process holds. POSIX gives a process's lock back as soon as it closes any handle of the file, so the file
     * must not even be opened here a second time.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final RandomAccessFile file;
    private final String stale;

    private FolderLock(Path folder, RandomAccessFile file, String stale) {
        this.folder = folder;
        this.file = file;
        this.stale = stale;
    }

    /** Locks an existing folder, or says who has it. */
    static FolderLock acquire(Path path) {
        Path folder;
        try {
            folder = path.toRealPath();
        } catch (IOException e) {
            throw IoFaults.cannotWrite(path, e);
        }
        if (!HELD.add(folder)) {
            throw busy(path, me() + ", this very process");
        }
        boolean done = false;
        try {
            FolderLock lock = open(folder, path);
            done = true;
            return lock;
        } catch (OverlappingFileLockException e) {
            throw busy(path, me() + ", by another copy of this library"); // loaded by another class loader
        } catch (IOException e) {
            throw IoFaults.cannotWrite(path.resolve(FILE), e);
        } finally {
            if (!done) {
                HELD.remove(folder);
            }
        }
    }

    private static FolderLock open(Path folder, Path path) throws IOException {
        // a random access file, because an interrupt does not close it
        RandomAccessFile file = new RandomAccessFile(folder.resolve(FILE).toFile(), "rw");
        boolean done = false;
        try {
            FileLock lock = file.getChannel().tryLock(PLACE, 1, false);
            byte[] text = new byte[(int) Math.min(1024, file.length())];
            file.readFully(text);
            String owner = new String(text, StandardCharsets.UTF_8).strip();
            if (lock == null) {
                throw busy(path, owner.isEmpty() ? "a process that has not said its name yet" : owner);
            }
            file.setLength(0);
            file.seek(0);
            file.write((me() + "\n").getBytes(StandardCharsets.UTF_8));
            done = true;
            return new FolderLock(folder, file, owner);
        } finally {
            if (!done) {
                file.close();
            }
        }
    }

    private static CoterieException busy(Path folder, String owner) {
        return Fault.of("run folder in use by another process")
                .at(folder.toString())
                .got(owner)
                .advise("wait for it or stop it, or give this run another name")
                .as(Kind.BUSY);
    }

    private static String me() {
        return "pid " + ProcessHandle.current().pid() + " on " + Host.name();
    }

    /** Who held the folder last and died without giving it back. */
    Optional<String> stale() {
        return stale.isEmpty() ? Optional.empty() : Optional.of(stale);
    }

    /** Gives the folder back; again has no effect. */
    @Override
    public void close() {
        synchronized (file) {
            if (!file.getChannel().isOpen()) {
                return;
            }
            try (file) {
                file.setLength(0);
            } catch (IOException e) {
                throw IoFaults.cannotWrite(folder.resolve(FILE), e);
            } finally {
                HELD.remove(folder);
            }
        }
    }
}
