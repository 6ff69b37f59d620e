package org.coterie.model.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Writes {@code .npy}: an array, or a matrix of float32 row by row, so that it need not be in memory. */
public final class NpyFile {

    private NpyFile() {}

    /** Gives rows. */
    @FunctionalInterface
    public interface Rows {

        /** Puts row {@code i} into the array. */
        void row(int i, float[] into);
    }

    /** Writes or replaces a file with an array. */
    public static void write(Path file, NdArray array) {
        AtomicFiles.write(file, out -> {
            out.write(NpyHeader.of(array));
            ByteBuffer chunk = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at < array.size(); ) {
                at = array.put(chunk.clear(), at);
                out.write(chunk.array(), 0, chunk.flip().limit());
            }
        });
    }

    /** Writes or replaces a file; little-endian, in row order. */
    public static void write(Path file, int rows, int columns, Rows source) {
        AtomicFiles.write(file, out -> {
            out.write(NpyHeader.of(NdArray.Type.FLOAT32, rows, columns));
            float[] row = new float[columns];
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(columns, Float.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < rows; i++) {
                source.row(i, row);
                bytes.asFloatBuffer().put(row);
                out.write(bytes.array());
            }
        });
    }
}
