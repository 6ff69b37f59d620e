package org.coterie.datasets.hdf5;

import io.jhdf.Superblock;
import io.jhdf.storage.HdfBackingStorage;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * The bytes of one file, for jHDF. Nothing outside the file is promised, so no buffer is larger than the file; and no more
 * is read in total than a file without circles can need, so that every walk through one with circles ends.
 */
final class BoundedStorage implements HdfBackingStorage {
    /** Trees are read once, raw data once or, where chunks are larger than a slab, a few times. */
    private static final long MOST_READINGS = 32;

    private static final long FREE = 8L << 20;
    private static final int COST_OF_A_READ = 64;

    private final FileChannel channel;
    private final long size;
    private final Superblock superblock;
    private long spent;

    BoundedStorage(FileChannel channel, Superblock superblock) throws IOException {
        this.channel = channel;
        this.size = channel.size();
        this.superblock = superblock;
    }

    @Override
    public ByteBuffer readBufferFromAddress(long address, int length) {
        return map(address, length);
    }

    @Override
    public ByteBuffer map(long address, long length) {
        return mapNoOffset(address + superblock.getBaseAddressByte(), length);
    }

    @Override
    public ByteBuffer mapNoOffset(long address, long length) {
        if (address < 0 || length < 0 || address > size || length > size - address || length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    length + " bytes at " + address + " are asked for, and the file has " + size);
        }
        spend(length);
        ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, address + bytes.position()) < 0) {
                    throw new EOFException();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.flip();
    }

    private synchronized void spend(long length) {
        spent += length + COST_OF_A_READ;
        if (spent - FREE > MOST_READINGS * size) {
            throw new IllegalArgumentException("its parts point at each other in circles");
        }
    }

    @Override
    public long getUserBlockSize() {
        return superblock.getBaseAddressByte();
    }

    @Override
    public Superblock getSuperblock() {
        return superblock;
    }

    @Override
    public FileChannel getFileChannel() {
        return channel;
    }

    @Override
    public int getSizeOfOffsets() {
        return superblock.getSizeOfOffsets();
    }

    @Override
    public int getSizeOfLengths() {
        return superblock.getSizeOfLengths();
    }

    @Override
    public void close() {
        // whoever opened the channel closes it
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean inMemory() {
        return false;
    }
}
