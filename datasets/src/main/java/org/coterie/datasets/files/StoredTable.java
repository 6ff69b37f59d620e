package org.coterie.datasets.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.coterie.api.data.Table;

/**
 * A table whose numbers stay as their file has them, row by row, in memory or mapped from the disk; it may have more than
 * 2^31 numbers. A mapped table needs no heap. Its file must not be shortened while the table is in use.
 */
public final class StoredTable implements Table {
    /** No row is longer. */
    public static final int LONGEST_ROW = 1 << 30;

    private static final int SEGMENT = 1 << 24;
    private static final int MAPPED_SEGMENT = 1 << 30;

    private final int rows;
    private final int columns;
    private final Element type;
    /** log2 of the rows in a segment. */
    private final int shift;

    private final ByteBuffer[] segments;

    private StoredTable(int rows, int columns, Element type, int shift, ByteBuffer[] segments) {
        this.rows = rows;
        this.columns = columns;
        this.type = type;
        this.shift = shift;
        this.segments = segments;
    }

    /**
     * The next bytes of a stream.
     *
     * @throws EOFException if there are fewer
     */
    public static StoredTable read(InputStream in, int rows, int columns, Element type, ByteOrder order)
            throws IOException {
        return of(rows, columns, type, order, SEGMENT, (from, length) -> {
            byte[] bytes = new byte[length];
            if (in.readNBytes(bytes, 0, length) < length) {
                throw new EOFException();
            }
            return ByteBuffer.wrap(bytes);
        });
    }

    /** Bytes of a file from {@code start} on, mapped. */
    public static StoredTable map(Path file, long start, int rows, int columns, Element type, ByteOrder order)
            throws IOException {
        return map(file, start, rows, columns, type, order, MAPPED_SEGMENT);
    }

    static StoredTable map(Path file, long start, int rows, int columns, Element type, ByteOrder order, int segment)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long bytes = (long) rows * columns * type.bytes;
            if (channel.size() - start < bytes) {
                throw new EOFException();
            }
            return of(
                    rows,
                    columns,
                    type,
                    order,
                    segment,
                    (from, length) -> channel.map(FileChannel.MapMode.READ_ONLY, start + from, length));
        }
    }

    /** Where a segment's bytes come from; asked in order. */
    @FunctionalInterface
    private interface Segments {
        ByteBuffer get(long from, int length) throws IOException;
    }

    private static StoredTable of(int rows, int columns, Element type, ByteOrder order, int segment, Segments segments)
            throws IOException {
        int shift = shift(columns, type, segment);
        long row = (long) columns * type.bytes;
        ByteBuffer[] all = new ByteBuffer[(int) (((long) rows + (1L << shift) - 1) >> shift)];
        for (int s = 0; s < all.length; s++) {
            long first = (long) s << shift;
            long length = Math.min(1L << shift, rows - first) * row;
            all[s] = segments.get(first * row, (int) length).order(order);
        }
        return new StoredTable(rows, columns, type, shift, all);
    }

    private static int shift(int columns, Element type, int segment) {
        long row = (long) columns * type.bytes;
        if (columns < 1 || row > LONGEST_ROW) {
            throw new IllegalArgumentException(columns + " columns");
        }
        return 63 - Long.numberOfLeadingZeros(Math.max(1, segment / row));
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public float at(int i, int j) {
        Objects.checkIndex(i, rows);
        Objects.checkIndex(j, columns);
        return (float) type.at(segments[i >> shift], place(i) + j * type.bytes);
    }

    @Override
    public void copyRow(int i, float[] into, int offset) {
        Objects.checkIndex(i, rows);
        type.copy(segments[i >> shift], place(i), into, offset, columns);
    }

    private int place(int i) {
        return (i & (1 << shift) - 1) * columns * type.bytes;
    }

    @Override
    public String toString() {
        return rows + "×" + columns + " table";
    }

    /** Rows as they come. */
    public static final class Builder {
        private static final int FIRST = 1 << 12;

        private final int columns;
        private final int shift;
        private ByteBuffer[] segments = new ByteBuffer[8];
        private int rows;

        /** No rows yet. */
        public Builder(int columns) {
            this.columns = columns;
            this.shift = shift(columns, Element.F4, SEGMENT);
        }

        /** One more row: the first numbers of the array. */
        public void add(float[] row) {
            int s = rows >> shift;
            int at = (rows & (1 << shift) - 1) * columns * Float.BYTES;
            if (s == segments.length) {
                segments = Arrays.copyOf(segments, 2 * s);
            }
            ByteBuffer segment = segments[s];
            int end = at + columns * Float.BYTES;
            if (at == 0) {
                segment = segments[s] = heap(s > 0 ? columns * Float.BYTES << shift : Math.max(FIRST, end));
            } else if (segment.capacity() < end) {
                // only the first segment grows, so that small tables stay small
                int most = columns * Float.BYTES << shift;
                ByteBuffer larger = heap((int) Math.min(most, Math.max(2L * segment.capacity(), end)));
                segment = segments[s] = larger.put(0, segment, 0, at);
            }
            for (int j = 0; j < columns; j++) {
                segment.putFloat(at + j * Float.BYTES, row[j]);
            }
            rows = Math.incrementExact(rows);
        }

        /** How many there are. */
        public int rows() {
            return rows;
        }

        /** The table; nothing may be added afterwards. */
        public StoredTable table() {
            return new StoredTable(rows, columns, Element.F4, shift, segments);
        }

        private static ByteBuffer heap(int bytes) {
            return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
        }
    }
}
