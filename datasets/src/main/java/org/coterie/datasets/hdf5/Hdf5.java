package org.coterie.datasets.hdf5;

import io.jhdf.GlobalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.Superblock;
import io.jhdf.Superblock.SuperblockV0V1;
import io.jhdf.Superblock.SuperblockV2V3;
import io.jhdf.SymbolTableEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.coterie.datasets.files.PartByPart;

/**
 * An open HDF5 file. jHDF reads headers, trees, heaps and chunks; {@code io.jhdf.HdfFile} is not used, because it follows
 * links into other files and believes every size it is told.
 */
public final class Hdf5 implements AutoCloseable {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    private final FileChannel channel;
    private final BoundedStorage storage;
    private final PartByPart reading;
    private final Map<Long, GlobalHeap> heaps = new HashMap<>();
    private final Map<Long, Node> nodes = new HashMap<>();

    private Hdf5(FileChannel channel, BoundedStorage storage, PartByPart reading) {
        this.channel = channel;
        this.storage = storage;
        this.reading = reading;
    }

    /**
     * Opens a file.
     *
     * @param reading is told which part is being read, and has to surround all use of what is returned here
     */
    public static Hdf5 open(Path file, PartByPart reading) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            long start = signature(channel)
                    .orElseThrow(() -> new IllegalArgumentException("it lacks the signature of HDF5"));
            Superblock superblock = Superblock.readSuperblock(channel, start);
            if (superblock.getBaseAddressByte() != start
                    || !width(superblock.getSizeOfOffsets())
                    || !width(superblock.getSizeOfLengths())) {
                throw new IllegalArgumentException("its first block contradicts itself");
            }
            return new Hdf5(channel, new BoundedStorage(channel, superblock), reading);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean width(int bytes) {
        return bytes == 2 || bytes == 4 || bytes == 8;
    }

    /** Whether a file has the signature where HDF5 may have it: at 0 or 512 · 2ⁿ. */
    public static boolean recognises(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return signature(channel).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static OptionalLong signature(FileChannel channel) throws IOException {
        long size = channel.size();
        for (long at = 0; at >= 0 && at < size; at = at == 0 ? 512 : 2 * at) {
            ByteBuffer eight = ByteBuffer.allocate(SIGNATURE.length);
            if (channel.read(eight, at) == SIGNATURE.length && Arrays.equals(eight.array(), SIGNATURE)) {
                return OptionalLong.of(at);
            }
        }
        return OptionalLong.empty();
    }

    /** The group all paths start from. */
    public Node root() {
        Superblock superblock = storage.getSuperblock();
        if (superblock instanceof SuperblockV0V1 old) {
            long entry = old.getRootGroupSymbolTableAddress() - old.getBaseAddressByte();
            return at(new SymbolTableEntry(storage, entry).getObjectHeaderAddress(), "");
        }
        return at(((SuperblockV2V3) superblock).getRootGroupObjectHeaderAddress(), "");
    }

    /** What stands at an address, as object references give it. */
    public Node at(long address, String path) {
        Node known = nodes.get(address);
        if (known == null) {
            known = new Node(this, path, ObjectHeader.readObjectHeader(storage, address));
            nodes.put(address, known);
        }
        return known;
    }

    /** Length of the file in bytes. */
    public long size() {
        return storage.size();
    }

    BoundedStorage storage() {
        return storage;
    }

    PartByPart reading() {
        return reading;
    }

    GlobalHeap heap(long address) {
        GlobalHeap known = heaps.get(address);
        if (known == null) {
            known = new GlobalHeap(storage, address);
            heaps.put(address, known);
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
