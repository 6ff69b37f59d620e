package org.coterie.datasets.idx;

import java.nio.ByteBuffer;

/** Small files of this format. */
final class Idx {
    private Idx() {}

    /** A head of big-endian sizes, then bytes. */
    static byte[] file(int type, int[] sizes, int... bytes) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + bytes.length);
        file.put((byte) 0).put((byte) 0).put((byte) type).put((byte) sizes.length);
        for (int size : sizes) {
            file.putInt(size);
        }
        for (int b : bytes) {
            file.put((byte) b);
        }
        return file.array();
    }

    /** Two images of two rows and three columns. */
    static byte[] images() {
        return file(0x08, new int[] {2, 2, 3}, 0, 1, 2, 3, 4, 255, 10, 11, 12, 13, 14, 15);
    }

    static byte[] labels(int... of) {
        return file(0x08, new int[] {of.length}, of);
    }
}
