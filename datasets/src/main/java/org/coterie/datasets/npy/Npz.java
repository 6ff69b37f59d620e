package org.coterie.datasets.npy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.coterie.algorithms.Quote;
import org.coterie.algorithms.Spelling;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.datasets.files.Reading;
import org.coterie.datasets.files.Stored;

/** Arrays by name in one zip archive; only those asked for are read. */
final class Npz implements Closeable {
    /** The first bytes of a zip archive. */
    static final int MAGIC = 4;

    private static final int MOST_MEMBERS = 10_000;

    private final String file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> members;

    private Npz(String file, ZipFile zip, Map<String, ZipEntry> members) {
        this.file = file;
        this.zip = zip;
        this.members = members;
    }

    /** Reads an array whose bytes begin with the stream. */
    @FunctionalInterface
    interface Reader<T> {
        T read(NpyArray array, InputStream in) throws IOException;
    }

    static boolean begins(byte[] head) {
        return head.length >= MAGIC && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    static Npz open(String file, Path path) throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        try {
            if (zip.size() > MOST_MEMBERS) {
                throw Fault.of("too many arrays in one file")
                        .at(file)
                        .got(zip.size())
                        .expected("at most " + MOST_MEMBERS)
                        .as(CoterieException.Kind.DATA);
            }
            Map<String, ZipEntry> members = new TreeMap<>();
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                if (name.endsWith(".npy") && members.put(name.substring(0, name.length() - 4), entry) != null) {
                    throw Reading.damaged(file)
                            .got("two arrays called " + Quote.of(name))
                            .as(CoterieException.Kind.DATA);
                }
            }
            return new Npz(file, zip, members);
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    List<String> names() {
        return List.copyOf(members.keySet());
    }

    /** The name of the only array of rows, numbers of two axes or more. */
    String onlyTable() throws IOException {
        List<String> tables = new ArrayList<>();
        for (String name : members.keySet()) {
            if (members.size() == 1 || array(name).head().shape().length > 1) {
                tables.add(name);
            }
        }
        if (tables.size() == 1) {
            return tables.get(0);
        }
        throw Fault.of(tables.isEmpty() ? "the file has no array of two axes" : "the file has several arrays")
                .at(file)
                .got(Quote.list(tables.isEmpty() ? names() : tables))
                .advise(tables.isEmpty() ? "" : "name one, for example data.array = " + tables.get(0))
                .as(CoterieException.Kind.DATA);
    }

    /** What an array announces. */
    NpyArray array(String name) throws IOException {
        ZipEntry entry = entry(name);
        try (InputStream in = zip.getInputStream(entry)) {
            return array(name, entry, in);
        }
    }

    <T> T read(String name, Reader<T> reader) throws IOException {
        ZipEntry entry = entry(name);
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
            T value = reader.read(array(name, entry, in), in);
            if (in.read() >= 0 || sum.getValue() != entry.getCrc()) {
                throw Reading.damaged(place(name))
                        .got("another length or checksum than announced")
                        .as(CoterieException.Kind.DATA);
            }
            return value;
        }
    }

    private NpyArray array(String name, ZipEntry entry, InputStream in) throws IOException {
        NpyArray array = new NpyArray(place(name), NpyHead.read(place(name), in));
        boolean bomb = entry.getSize() / Stored.MOST_PER_BYTE > entry.getCompressedSize();
        array.mustFill(bomb ? 0 : entry.getSize() - array.head().bytes(), true);
        return array;
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = members.get(name);
        if (entry == null) {
            throw unknown("data.array", name);
        }
        return entry;
    }

    CoterieException unknown(String key, String name) {
        return Fault.of("no such array")
                .at(key)
                .got(Quote.of(name))
                .expected("one of " + file + ": " + Quote.list(names()))
                .advise(Spelling.nearest(name, names())
                        .map(near -> "did you mean " + Quote.of(near) + "?")
                        .orElse(""))
                .as(CoterieException.Kind.DATA);
    }

    private String place(String name) {
        return file + ", " + name + ".npy";
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
