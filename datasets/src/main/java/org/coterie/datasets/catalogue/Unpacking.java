package org.coterie.datasets.catalogue;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;

/**
 * Unpacks an archive into a folder that becomes visible when all of it is there. Trusts nothing in it: no name that leads out
 * of the folder, no links, no more files and no more bytes than an archive of its size can hold in good faith.
 */
final class Unpacking {
    private static final int MOST_FILES = 10_000;
    /** Text packs to a tenth, sparse tables to a fiftieth; a bomb to a thousandth. */
    private static final long RATIO = 200;

    private static final long FREE = 1 << 20;

    private final Path archive;
    private final Path folder;
    private final long limit;
    private long bytes;
    private int files;

    private Unpacking(Path archive, Path folder) {
        this.archive = archive;
        this.folder = folder;
        this.limit = FREE + RATIO * Disk.size(archive);
    }

    /** What an archive unpacks to, by its name. */
    static String folder(String file) {
        return file.replaceFirst("(?i)(\\.tar\\.gz|\\.tgz|\\.tar|\\.zip)$", "");
    }

    /** Unpacks; the folder must not be there. */
    static void unpack(Path archive, Path folder) {
        Path temp = folder.resolveSibling(folder.getFileName() + ".unpacking");
        try {
            delete(temp);
            Files.createDirectory(temp);
            try {
                new Unpacking(archive, temp).all();
                Files.move(temp, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(temp);
            }
        } catch (ZipException | EOFException e) {
            throw Fault.of("the archive is damaged")
                    .at(archive.toString())
                    .got(String.valueOf(e.getMessage()))
                    .as(Kind.DATA, e);
        } catch (IOException e) {
            throw Disk.fault("the archive cannot be unpacked", archive, e);
        }
    }

    private void all() throws IOException {
        String name = archive.getFileName().toString().toLowerCase(Locale.ROOT);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), 1 << 16)) {
            if (name.endsWith(".zip")) {
                zip(new ZipInputStream(in));
            } else {
                tar(name.endsWith("gz") ? new GZIPInputStream(in, 1 << 16) : in);
            }
        }
        if (files == 0) {
            throw refused("there is nothing in the archive", "");
        }
    }

    private void zip(ZipInputStream in) throws IOException {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            add(entry.getName(), entry.isDirectory(), in, Long.MAX_VALUE);
        }
    }

    private void tar(InputStream in) throws IOException {
        Tar tar = new Tar(in);
        while (tar.next()) {
            if (tar.type() != Tar.Type.FILE && tar.type() != Tar.Type.FOLDER) {
                throw refused("a link or device in the archive", tar.name());
            }
            long began = bytes;
            add(tar.name(), tar.type() == Tar.Type.FOLDER, in, tar.size());
            if (tar.type() == Tar.Type.FILE && bytes - began < tar.size()) {
                throw new EOFException("it ends within " + tar.name());
            }
            tar.skipPadding();
        }
    }

    private void add(String name, boolean isFolder, InputStream in, long size) throws IOException {
        if (++files > MOST_FILES) {
            throw refused("more than " + MOST_FILES + " files in the archive", "");
        }
        Path place = inside(name);
        if (isFolder) {
            Files.createDirectories(place);
            return;
        }
        Files.createDirectories(place.getParent());
        try (OutputStream out = Files.newOutputStream(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(in, out, size);
        } catch (FileAlreadyExistsException e) {
            throw refused("one name twice in the archive", name);
        }
    }

    private void copy(InputStream in, OutputStream out, long size) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = size;
        while (left > 0) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                return;
            }
            bytes += n;
            left -= n;
            if (bytes > limit) {
                throw refused("the archive holds more than its size allows", "over " + limit + " bytes");
            }
            out.write(buffer, 0, n);
        }
    }

    /** Plain names only: relative, of at most 32 parts, none of them a way up. */
    private Path inside(String name) {
        String plain = name.startsWith("./") ? name.substring(2) : name;
        List<String> parts = List.of(plain.replaceFirst("/$", "").split("/", -1));
        boolean odd = plain.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\' || c == ':' || c == '\uFFFD');
        boolean up = parts.stream().anyMatch(part -> part.equals("..") || part.equals("."));
        boolean root = plain.isEmpty() || plain.equals("/");
        if (root && !name.equals("/")) {
            return folder;
        }
        if (odd || up || root || parts.contains("") || parts.size() > 32) {
            throw refused("a name in the archive that leads astray", name);
        }
        Path place = folder;
        for (String part : parts) {
            place = place.resolve(part);
        }
        if (!place.normalize().startsWith(folder.normalize())) {
            throw refused("a name in the archive that leads astray", name);
        }
        return place;
    }

    private CoterieException refused(String what, String got) {
        String shown = got.replaceAll("\\p{Cntrl}", "\uFFFD");
        return Fault.of(what)
                .at(archive.toString())
                .got(shown.length() > 80 ? shown.substring(0, 80) + "…" : shown)
                .advise("nothing of it was kept unpacked; the archive is not what it should be")
                .as(Kind.DATA);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
