package org.coterie.datasets.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.coterie.api.data.Catalogue.Algorithm;
import org.coterie.api.data.Catalogue.Checksum;

/** Checksums of files. */
final class Digests {
    private Digests() {}

    static boolean matches(Path file, Checksum wanted) throws IOException {
        return of(file, wanted.algorithm()).equals(wanted);
    }

    static Checksum of(Path file, Algorithm algorithm) throws IOException {
        MessageDigest digest = digest(algorithm.digest());
        if (algorithm == Algorithm.GIT_BLOB) {
            digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException never) {
            throw new AssertionError("every Java platform has " + name, never);
        }
    }
}
