package org.coterie.datasets.files;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.coterie.api.data.Source;

/** A binary file read from its beginning: unpacked where it is gzip, fingerprinted, and with a bound on what it may hold. */
public final class Stored implements Closeable {
    /** Deflate packs 1032 bytes into one at best; so no gzip file unpacks to more than this times its length. */
    public static final int MOST_PER_BYTE = 1100;

    private static final int BUFFER = 1 << 16;

    private final String name;
    private final Fingerprint bytes;
    private final InputStream plain;
    private final boolean packed;
    private final long most;

    private Stored(String name, Fingerprint bytes, InputStream plain, boolean packed, long most) {
        this.name = name;
        this.bytes = bytes;
        this.plain = plain;
        this.packed = packed;
        this.most = most;
    }

    /** Opens a file that exists. */
    public static Stored open(Origin origin, Path file) throws IOException {
        long length = Files.size(file);
        Fingerprint bytes = new Fingerprint(origin.bytes().open());
        try {
            BufferedInputStream first = new BufferedInputStream(bytes, BUFFER);
            boolean gzip = isGzip(first);
            InputStream plain = gzip ? new BufferedInputStream(new GZIPInputStream(first, BUFFER), BUFFER) : first;
            long most = gzip ? Math.multiplyExact(length, MOST_PER_BYTE) : length;
            return new Stored(origin.name(), bytes, plain, gzip, most);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /** The first plain bytes of a file, up to {@code n}; fewer where it is shorter, none where it cannot be read. */
    public static byte[] head(Path file, int n) {
        if (!Files.isRegularFile(file)) {
            return new byte[0];
        }
        try (BufferedInputStream first = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            return (isGzip(first) ? new GZIPInputStream(first) : first).readNBytes(n);
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }

    /** Whether a stream that can be marked begins as gzip does; nothing is consumed. */
    static boolean isGzip(BufferedInputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip;
    }

    /** The plain bytes. */
    public InputStream in() {
        return plain;
    }

    /** Whether the plain bytes are unpacked ones. */
    public boolean packed() {
        return packed;
    }

    /** No more plain bytes than this can come; exact where the file is not packed. */
    public long most() {
        return most;
    }

    /** Whether all plain bytes were read. */
    public boolean atEnd() throws IOException {
        return plain.read() < 0;
    }

    /** Reads to the end of the file; what it was. */
    public Source source() throws IOException {
        return bytes.source(name);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
