package org.coterie.datasets.npy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Table;

/** Writes arrays that {@code numpy.load} opens and this module maps. Equal tables give equal bytes. */
public final class NpyWriter {
    private static final int CHUNK = 1 << 16;

    private NpyWriter() {}

    /** A table as float32 in C order, row by row, so that it need not be in memory; the stream stays open. */
    public static void write(OutputStream out, Table table) throws IOException {
        int columns = table.columns();
        out.write(NpyHead.of("f4", table.rows(), columns));
        int rows = Math.max(1, CHUNK / Math.max(1, columns));
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(rows * Float.BYTES, columns))
                .order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer floats = bytes.asFloatBuffer();
        float[] row = new float[columns];
        for (int first = 0; first < table.rows(); first += rows) {
            int some = Math.min(rows, table.rows() - first);
            for (int r = 0; r < some; r++) {
                table.copyRow(first + r, row, 0);
                floats.put(r * columns, row);
            }
            out.write(bytes.array(), 0, some * columns * Float.BYTES);
        }
    }

    /** The class of each row by its name, as texts of one length; unknown classes are empty. */
    public static void write(OutputStream out, Labels labels) throws IOException {
        int longest = labels.classes().stream()
                .mapToInt(name -> name.codePointCount(0, name.length()))
                .max()
                .orElse(1);
        int length = Math.max(1, longest);
        out.write(NpyHead.of("U" + length, labels.rows()));
        for (int of : labels.of()) {
            String name = of < 0 ? "" : labels.classes().get(of);
            ByteBuffer text = ByteBuffer.allocate(4 * length).order(ByteOrder.LITTLE_ENDIAN);
            name.codePoints().forEach(text::putInt);
            out.write(text.array());
        }
    }
}
