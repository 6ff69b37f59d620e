package org.coterie.model.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;

/**
 * Named arrays in one file that {@code numpy.load} opens: an uncompressed zip archive of {@code .npy} members. Equal arrays
 * give equal bytes, on every machine and in every time zone. Names may contain slashes.
 */
public final class Npz {
    /** Not the first of January: for that day Java adds a field which depends on the time zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final int CHUNK = 1 << 16;

    private Npz() {}

    /** Writes arrays in the order of their names; the stream stays open. */
    public static void write(OutputStream out, Map<String, NdArray> arrays) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
        for (Map.Entry<String, NdArray> each : new TreeMap<>(arrays).entrySet()) {
            NdArray array = each.getValue();
            byte[] head = NpyHeader.of(array);
            CRC32 crc = new CRC32();
            crc.update(head);
            body(array, crc::update);
            ZipEntry entry = new ZipEntry(each.getKey() + ".npy");
            entry.setTimeLocal(TIME);
            entry.setSize(head.length + (long) array.size() * array.type().bytes);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(head);
            body(array, chunk -> zip.write(chunk.array(), chunk.arrayOffset(), chunk.limit()));
            zip.closeEntry();
        }
        zip.finish();
    }

    /**
     * Reads arrays of 32- and 64-bit floats and integers, of either byte order. Whatever else is in the file is an
     * {@code ARTIFACT} fault: objects, other numbers, compressed or doubled members, a wrong checksum. A size is believed
     * only when the file is as long as it says, so a damaged file costs no more memory than its own length.
     */
    public static SortedMap<String, NdArray> read(Path file) {
        SortedMap<String, NdArray> arrays = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long left = Files.size(file);
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                String place = file + "!" + entry.getName();
                left -= entry.getSize();
                if (!entry.getName().endsWith(".npy") || entry.getMethod() != ZipEntry.STORED) {
                    throw Fault.of("a member of an .npz file is not a plain array")
                            .at(place)
                            .expected("an uncompressed .npy file, as numpy.savez writes it")
                            .as(Kind.ARTIFACT);
                }
                if (entry.getSize() < 0 || entry.getSize() != entry.getCompressedSize() || left < 0) {
                    throw damaged(place, "a size that does not fit the file");
                }
                String name = entry.getName().substring(0, entry.getName().length() - 4);
                if (arrays.put(name, member(zip, entry, place)) != null) {
                    throw damaged(place, "a name twice");
                }
            }
        } catch (CoterieException e) {
            throw e;
        } catch (IOException e) {
            throw Files.isReadable(file) && Files.isRegularFile(file)
                    ? Fault.of("an .npz file is damaged")
                            .at(file.toString())
                            .got(e.getMessage())
                            .as(Kind.ARTIFACT, e)
                    : IoFaults.cannotRead(file, e);
        } catch (RuntimeException e) {
            // java.util.zip answers some damaged directories with unchecked exceptions
            throw Fault.of("an .npz file is damaged").at(file.toString()).got(e).as(Kind.ARTIFACT, e);
        }
        return Collections.unmodifiableSortedMap(arrays);
    }

    private static NdArray member(ZipFile zip, ZipEntry entry, String place) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] first = in.readNBytes((int) Math.min(entry.getSize(), NpyHeader.LIMIT));
            NpyHeader head = NpyHeader.parse(ByteBuffer.wrap(first));
            int size = NdArray.size(head.shape());
            if (size < 0 || head.bytes() + (long) size * head.type().bytes != entry.getSize()) {
                throw damaged(place, entry.getSize() + " bytes for " + Arrays.toString(head.shape()));
            }
            NdArray array = NdArray.zeros(head.type(), size, head.shape());
            CRC32 crc = new CRC32();
            crc.update(first);
            int at = array.get(
                    ByteBuffer.wrap(first, head.bytes(), first.length - head.bytes())
                            .order(head.order()),
                    0);
            byte[] rest = Arrays.copyOfRange(
                    first,
                    head.bytes() + at * head.type().bytes,
                    first.length); // a number cut by the end of the buffer
            while (at < size) {
                byte[] chunk = Arrays.copyOf(rest, CHUNK);
                int filled = rest.length + in.readNBytes(chunk, rest.length, CHUNK - rest.length);
                if (filled < Math.min(CHUNK, (long) (size - at) * head.type().bytes)) {
                    throw damaged(place, "fewer bytes than announced");
                }
                crc.update(chunk, rest.length, filled - rest.length);
                at = array.get(ByteBuffer.wrap(chunk, 0, filled).order(head.order()), at);
                rest = new byte[0];
            }
            if (crc.getValue() != entry.getCrc()) {
                throw damaged(place, "another checksum than announced");
            }
            return array;
        } catch (NpyHeader.Unreadable e) {
            throw e.fault().at(place).as(Kind.ARTIFACT, e);
        }
    }

    private static CoterieException damaged(String place, String got) {
        return Fault.of("an .npz file is damaged").at(place).got(got).as(Kind.ARTIFACT);
    }

    private static void body(NdArray array, AtomicFiles.Content<ByteBuffer> to) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < array.size(); ) {
            at = array.put(chunk.clear(), at);
            to.into(chunk.flip());
        }
    }
}
