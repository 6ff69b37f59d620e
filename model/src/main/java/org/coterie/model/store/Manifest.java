package org.coterie.model.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;

/**
 * What a folder holds, so that damage is seen before anything is loaded: {@code manifest.json} names the format, its
 * version, and length and SHA-256 of every file, and ends with the SHA-256 of its own text. Written last.
 *
 * @param format what the folder is, for example {@code coterie-model}
 * @param version the version of that format
 * @param files every file but the manifest, by path below the folder, with slashes
 * @param meta what else is to be known, JSON as {@link Json} has it
 */
public record Manifest(String format, int version, SortedMap<String, Entry> files, Map<String, Object> meta) {
    /** The name of the manifest. */
    public static final String FILE = "manifest.json";

    /** Left behind by file managers; neither recorded nor minded. */
    private static final Set<String> LITTER = Set.of(".DS_Store", "Thumbs.db", "desktop.ini");

    /** Copies the collections. */
    public Manifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        meta = Collections.unmodifiableMap(new LinkedHashMap<>(meta));
    }

    /**
     * What a reader understands.
     *
     * @param name the format
     * @param oldest the oldest version that is read
     * @param newest the newest version that is read, and the one that is written
     */
    public record Format(String name, int oldest, int newest) {}

    /**
     * What is known of a file.
     *
     * @param length in bytes
     * @param sha256 in lower-case hexadecimal
     */
    public record Entry(long length, String sha256) {}

    /** Records what a folder holds now; replaces an older manifest. A symbolic link in the folder is a fault. */
    public static Manifest write(Path folder, Format format, Map<String, Object> meta) {
        return write(Disk.REAL, folder, format, meta);
    }

    static Manifest write(Disk disk, Path folder, Format format, Map<String, Object> meta) {
        SortedMap<String, Entry> files = new TreeMap<>();
        try {
            for (Map.Entry<String, Path> each : list(folder).entrySet()) {
                if (!Files.isRegularFile(each.getValue(), LinkOption.NOFOLLOW_LINKS)) {
                    throw Fault.of("a folder to be kept holds a link")
                            .at(each.getValue().toString())
                            .as(Kind.BUSY);
                }
                files.put(each.getKey(), entry(each.getValue()));
            }
        } catch (IOException e) {
            throw IoFaults.cannotWrite(folder, e);
        }
        Manifest manifest = new Manifest(format.name(), format.newest(), files, meta);
        byte[] text = ManifestText.of(manifest);
        AtomicFiles.write(disk, folder.resolve(FILE), out -> out.write(text));
        return manifest;
    }

    /**
     * Reads the manifest of a folder and compares every file with it. All that is wrong is reported together, as an
     * {@code ARTIFACT} exception whose faults begin with one of {@link Damage}'s clauses.
     */
    public static Manifest verify(Path folder, Format format) {
        Path file = folder.resolve(FILE);
        Manifest manifest;
        Map<String, Path> found;
        try {
            if (!Files.isDirectory(folder)) {
                throw Damage.MISSING
                        .at(folder)
                        .expected("a folder of format " + format.name())
                        .as(Kind.ARTIFACT);
            }
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw Damage.MISSING
                        .at(file)
                        .advise("name a folder that was written by coterie")
                        .as(Kind.ARTIFACT);
            }
            manifest = ManifestText.read(file, format);
            found = list(folder);
        } catch (IOException e) {
            throw IoFaults.cannotRead(folder, e);
        }
        Damage.check(folder, manifest.files, found);
        return manifest;
    }

    /** Length and SHA-256 of a file. */
    public static Entry entry(Path file) throws IOException {
        MessageDigest digest = sha256();
        long length = 0;
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                length += n;
            }
        }
        return new Entry(length, HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Files and links below a folder by path with slashes, without the manifest. */
    private static SortedMap<String, Path> list(Path folder) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = folder.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                if (!name.equals(FILE) && !LITTER.contains(file.getFileName().toString())) {
                    files.put(name, file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
