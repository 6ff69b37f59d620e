package org.coterie.datasets.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * What has been loaded of a file, {@code NAME.part}, and beside it, in {@code NAME.part.from}, from where: the address and
 * the validator by which the server can say that it is still the same file.
 */
final class Part {
    private final Path place;
    private final Path path;
    private final Path from;
    private long size;

    private Part(Path place, Path path, Path from, long size) {
        this.place = place;
        this.path = path;
        this.from = from;
        this.size = size;
    }

    static Part of(Path place) {
        Path path = place.resolveSibling(place.getFileName() + ".part");
        Path from = place.resolveSibling(place.getFileName() + ".part.from");
        return new Part(place, path, from, Files.exists(path) ? Disk.size(path) : 0);
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** Whether there is a part, and from this address. */
    boolean begunAt(URI address) {
        return size > 0 && !origin().isEmpty() && origin().get(0).equals(address.toString());
    }

    /** What the server called the version that was begun. */
    Optional<String> validator() {
        return origin().stream().skip(1).filter(line -> !line.isEmpty()).findFirst();
    }

    /** Starts anew. */
    void begin(URI address, String validator) {
        try {
            Files.write(path, new byte[0]);
            size = 0;
            Files.write(from, List.of(address.toString(), validator));
        } catch (IOException e) {
            throw Disk.fault("the file cannot be written", path, e);
        }
    }

    /** Adds bytes at the end. */
    void append(OutputStream to, byte[] bytes, int count) {
        try {
            to.write(bytes, 0, count);
            size += count;
        } catch (IOException e) {
            throw Disk.fault("the file cannot be written", path, e);
        }
    }

    /** Opened for {@link #append}. */
    OutputStream open() {
        try {
            return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw Disk.fault("the file cannot be written", path, e);
        }
    }

    /** Takes a file of this machine. */
    void copy(Path other, LongConsumer progress) {
        begin(other.toUri(), "");
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(other);
                OutputStream to = open()) {
            long told = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                append(to, buffer, n);
                if (size - told > 1 << 24) {
                    told = size;
                    progress.accept(size);
                }
            }
        } catch (IOException e) {
            throw Disk.fault("the mirror's file cannot be read", other, e);
        }
    }

    /** Forgets what was loaded. */
    void discard() {
        try {
            Files.deleteIfExists(path);
            Files.deleteIfExists(from);
            size = 0;
        } catch (IOException e) {
            throw Disk.fault("the file cannot be deleted", path, e);
        }
    }

    /** Puts the file into its place, in one step. */
    void settle() {
        try {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(from);
        } catch (IOException e) {
            throw Disk.fault("the file cannot be put into its place", place, e);
        }
    }

    private List<String> origin() {
        try {
            return Files.exists(from) && Files.size(from) < 1 << 14 ? Files.readAllLines(from) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
