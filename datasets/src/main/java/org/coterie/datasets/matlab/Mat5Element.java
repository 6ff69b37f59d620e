package org.coterie.datasets.matlab;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.coterie.datasets.files.Matrices;
import org.coterie.datasets.files.PartByPart;
import org.coterie.datasets.matlab.Variables.Variable;

/**
 * One variable as it is stored: tags, each with type and length, and their data. Numbers may be stored in a narrower type
 * than they are declared. Nothing is made in the size of a tag before so many bytes have come.
 */
final class Mat5Element implements Closeable {
    /** Deflate cannot pack more than 1032 bytes into one. */
    private static final long DENSEST = 1100;

    private static final int MATRIX = 14;
    private static final int INT8 = 1;
    private static final int INT32 = 5;
    private static final int UINT32 = 6;
    private static final int SPARSE = 5;
    private static final int FIRST_NUMERIC = 6;
    private static final int LAST_NUMERIC = 15;
    private static final int OPAQUE = 17;
    private static final int COMPLEX = 0x0800;
    private static final List<String> KINDS = List.of(
            "unknown",
            "cell",
            "struct",
            "object",
            "char",
            "sparse",
            "double",
            "single",
            "int8",
            "uint8",
            "int16",
            "uint16",
            "int32",
            "uint32",
            "int64",
            "uint64",
            "function",
            "opaque");
    /** Bytes of a number, by type; 0 where a type is none. */
    private static final int[] WIDTHS = {0, 1, 1, 2, 2, 4, 4, 4, 0, 8, 0, 0, 8, 8};

    private final InputStream in;
    private final ByteOrder order;
    private final PartByPart reading;
    private long left;
    private int kind;

    private Mat5Element(InputStream in, long left, ByteOrder order, PartByPart reading) {
        this.in = in;
        this.left = left;
        this.order = order;
        this.reading = reading;
    }

    /** A variable that stands in the file as it is, after its tag. */
    static Mat5Element plain(InputStream in, long length, ByteOrder order, PartByPart reading) {
        return new Mat5Element(in, length, order, reading);
    }

    /** A compressed variable, whose tag is compressed too. */
    static Mat5Element compressed(InputStream in, long length, ByteOrder order, PartByPart reading) throws IOException {
        Mat5Element packed =
                new Mat5Element(new InflaterInputStream(in), Math.multiplyExact(DENSEST, length), order, reading);
        Tag tag = packed.tag();
        if (tag.type != MATRIX || tag.length > packed.left) {
            throw packed.wrong("a compressed element that is no variable");
        }
        packed.left = tag.length;
        return packed;
    }

    private record Tag(int type, long length, int padding) {}

    /** What the variable is; the next to be read are its values. */
    Variable header() throws IOException {
        ByteBuffer flags = bytes(expect(UINT32), 8);
        int word = flags.getInt(0);
        kind = word & 0xff;
        String called = kind < KINDS.size() ? KINDS.get(kind) : "unknown";
        if (kind == OPAQUE) {
            return new Variable(name(), called, false, 0, 0);
        }
        Tag sizes = expect(INT32);
        if (sizes.length < 8 || sizes.length > 4 * 64 || sizes.length % 4 != 0) {
            throw wrong("dimensions of " + sizes.length + " bytes");
        }
        ByteBuffer dimensions = bytes(sizes, sizes.length);
        String name = name();
        boolean flat = dimensions.remaining() == 8;
        long rows = dimensions.getInt(0);
        long columns = dimensions.getInt(4);
        boolean numeric = kind == SPARSE || kind >= FIRST_NUMERIC && kind <= LAST_NUMERIC;
        if ((word & COMPLEX) != 0) {
            return new Variable(name, "complex " + called, false, rows, columns);
        }
        if (!flat) {
            return new Variable(name, called + " of " + dimensions.remaining() / 4 + " dimensions", false, 0, 0);
        }
        if (rows < 0 || columns < 0) {
            throw wrong(rows + "×" + columns + " values");
        }
        return new Variable(name, called, numeric, rows, columns);
    }

    private String name() throws IOException {
        Tag tag = expect(INT8);
        if (tag.length > 4096) {
            throw wrong("a name of " + tag.length + " bytes");
        }
        ByteBuffer name = bytes(tag, tag.length);
        return StandardCharsets.UTF_8.decode(name).toString();
    }

    boolean isSparse() {
        return kind == SPARSE;
    }

    /** So many numbers, as floats. */
    float[] numbers(long count) throws IOException {
        Tag tag = tag();
        int width = tag.type > 0 && tag.type < WIDTHS.length ? WIDTHS[tag.type] : 0;
        if (width == 0 || tag.length != Math.multiplyExact(count, (long) width) || tag.length > left) {
            throw wrong(tag.length + " bytes of type " + tag.type + " for " + count + " numbers");
        }
        // in pieces: the whole in its stored form beside the floats would be more than is needed
        float[] numbers = new float[0];
        int piece = 1 << 16;
        for (int n = 0; n < count; n += piece) {
            int many = (int) Math.min(piece, count - n);
            ByteBuffer bytes = take((long) many * width);
            if (n == 0) {
                numbers = new float[(int) count];
            }
            for (int i = 0; i < many; i++) {
                numbers[n + i] = (float) number(tag.type, bytes, i * width);
            }
        }
        pad(tag);
        return numbers;
    }

    private static double number(int type, ByteBuffer bytes, int at) {
        return switch (type) {
            case 1 -> bytes.get(at);
            case 2 -> bytes.get(at) & 0xff;
            case 3 -> bytes.getShort(at);
            case 4 -> bytes.getShort(at) & 0xffff;
            case 5 -> bytes.getInt(at);
            case 6 -> bytes.getInt(at) & 0xffff_ffffL;
            case 7 -> bytes.getFloat(at);
            case 9 -> bytes.getDouble(at);
            case 12 -> bytes.getLong(at);
            // an unsigned long, halved and doubled again if its highest bit is set
            default -> bytes.getLong(at) >= 0 ? bytes.getLong(at) : 2.0 * (bytes.getLong(at) >>> 1);
        };
    }

    /** Row numbers, column starts and values. */
    Table sparse(int rows, int columns, boolean turned) throws IOException {
        long[] places = indices(left / 4);
        long[] starts = indices(columns + 1L);
        if (starts.length != columns + 1) {
            throw wrong(starts.length + " starts for " + columns + " columns");
        }
        int entries = (int) Math.max(0, Math.min(starts[columns], places.length));
        if (entries != starts[columns] || rows > 100_000 + 1000L * entries) {
            throw wrong(starts[columns] + " entries of " + rows + " rows with " + places.length + " places");
        }
        // MATLAB leaves room for more entries than there are
        float[] values = upTo(places.length);
        if (values.length < entries) {
            throw wrong(values.length + " values for " + entries + " entries");
        }
        return Matrices.compressed(
                reading.place(), rows, starts, Arrays.copyOf(places, entries), Arrays.copyOf(values, entries), turned);
    }

    private long[] indices(long most) throws IOException {
        Tag tag = expect(INT32);
        if (tag.length % 4 != 0 || tag.length / 4 > most) {
            throw wrong(tag.length + " bytes of row or column numbers");
        }
        ByteBuffer bytes = bytes(tag, tag.length);
        long[] numbers = new long[(int) (tag.length / 4)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = bytes.getInt(4 * i);
        }
        return numbers;
    }

    private float[] upTo(int most) throws IOException {
        Tag tag = tag();
        int width = tag.type > 0 && tag.type < WIDTHS.length ? WIDTHS[tag.type] : 0;
        if (width == 0 || tag.length / width > most) {
            throw wrong(tag.length + " bytes of type " + tag.type + " as values");
        }
        ByteBuffer bytes = bytes(tag, tag.length);
        float[] values = new float[(int) (tag.length / width)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) number(tag.type, bytes, i * width);
        }
        return values;
    }

    private Tag expect(int type) throws IOException {
        Tag tag = tag();
        if (tag.type != type) {
            throw wrong("an element of type " + tag.type + " in the place of one of type " + type);
        }
        return tag;
    }

    /** Eight bytes of type and length; or, for up to four bytes of data, both in the first four. */
    private Tag tag() throws IOException {
        int first = take(4).getInt(0);
        int small = first >>> 16;
        if (small != 0) {
            if (small > 4) {
                throw wrong("a small element of " + small + " bytes");
            }
            return new Tag(first & 0xffff, small, 4 - small);
        }
        long length = take(4).getInt(0) & 0xffff_ffffL;
        return new Tag(first, length, (int) (-length & 7));
    }

    /** The data of a tag, and what follows it to the next multiple of eight. */
    private ByteBuffer bytes(Tag tag, long length) throws IOException {
        if (tag.length != length) {
            throw wrong(tag.length + " bytes in the place of " + length);
        }
        ByteBuffer bytes = take(length);
        pad(tag);
        return bytes;
    }

    private void pad(Tag tag) throws IOException {
        // the last element of a variable may lack it
        take(Math.min(tag.padding, left));
    }

    private ByteBuffer take(long length) throws IOException {
        if (length > left || length > Integer.MAX_VALUE - 8) {
            throw wrong(length + " bytes where " + left + " are left");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        left -= length;
        return ByteBuffer.wrap(bytes).order(order);
    }

    private CoterieException wrong(String got) {
        return reading.damaged(got).as(CoterieException.Kind.DATA);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
