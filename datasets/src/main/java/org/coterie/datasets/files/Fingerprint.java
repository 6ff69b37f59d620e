package org.coterie.datasets.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.coterie.api.data.Source;

/** Bytes as they pass by, counted and digested. */
public final class Fingerprint extends FilterInputStream {
    private final MessageDigest digest;
    private long count;

    public Fingerprint(InputStream in) {
        super(in);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new AssertionError("every Java platform has SHA-256", never);
        }
    }

    /** The source a file is. */
    public static Source of(Path file) throws IOException {
        try (Fingerprint stored = new Fingerprint(Files.newInputStream(file))) {
            return stored.source(String.valueOf(file.getFileName()));
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int got = super.read(into, offset, length);
        if (got > 0) {
            digest.update(into, offset, got);
            count += got;
        }
        return got;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public long skip(long n) throws IOException {
        return readNBytes((int) Math.min(n, 1 << 16)).length;
    }

    /** Reads to the end; the source as stored. */
    public Source source(String name) throws IOException {
        transferTo(OutputStream.nullOutputStream());
        return new Source(name, count, HexFormat.of().formatHex(digest.digest()));
    }
}
