package org.coterie.datasets.idx;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.datasets.files.Element;
import org.coterie.datasets.files.Reading;
import org.coterie.datasets.files.StoredTable;

/**
 * The head of an IDX file: two zero bytes, the kind of the numbers, how many axes, and the size of each. All numbers of
 * such files are big-endian.
 *
 * @param type the kind of the numbers
 * @param rows the first axis
 * @param row the other axes, none for a file of labels
 */
record IdxHead(Element type, int rows, int[] row) {
    private static final int MOST_AXES = 8;

    /** The kind a code means; fails if it means none. */
    private static Element type(String file, int code) {
        return switch (code) {
            case 0x08 -> Element.U1;
            case 0x09 -> Element.I1;
            case 0x0b -> Element.I2;
            case 0x0c -> Element.I4;
            case 0x0d -> Element.F4;
            case 0x0e -> Element.F8;
            default ->
                throw Reading.damaged(file)
                        .got("numbers of kind " + code)
                        .expected("8, 9, 11, 12, 13 or 14")
                        .as(CoterieException.Kind.DATA);
        };
    }

    /** Whether bytes begin as such a file does. */
    static boolean begins(byte[] head) {
        return head.length >= 8
                && head[0] == 0
                && head[1] == 0
                && head[2] >= 0x08
                && head[2] <= 0x0e
                && head[2] != 0x0a
                && head[3] >= 1
                && head[3] <= MOST_AXES
                && head[4] >= 0;
    }

    /**
     * Reads the head and compares what it announces with what can come.
     *
     * @param most the length of the whole file at most
     */
    static IdxHead read(String file, InputStream in, long most) throws IOException {
        byte[] first = in.readNBytes(4);
        if (first.length < 4 || first[0] != 0 || first[1] != 0) {
            throw Fault.of("not an IDX file")
                    .at(file)
                    .expected("two zero bytes at the beginning")
                    .as(CoterieException.Kind.DATA);
        }
        Element type = type(file, first[2]);
        int axes = first[3];
        if (axes < 1 || axes > MOST_AXES) {
            throw Reading.damaged(file)
                    .got(axes + " axes")
                    .expected("1 to " + MOST_AXES)
                    .as(CoterieException.Kind.DATA);
        }
        int[] sizes = new int[axes];
        long row = type.bytes;
        long all = type.bytes;
        for (int a = 0; a < axes; a++) {
            sizes[a] = size(in);
            all = product(all, sizes[a]);
            row = a == 0 ? row : product(row, sizes[a]);
        }
        IdxHead head = new IdxHead(type, sizes[0], Arrays.copyOfRange(sizes, 1, axes));
        if (Arrays.stream(sizes).anyMatch(size -> size < 1)) {
            throw Fault.of("the file has no rows").at(file).got(head.shape()).as(CoterieException.Kind.DATA);
        }
        if (all > most || row > StoredTable.LONGEST_ROW) {
            throw Reading.damaged(file)
                    .got(head.shape() + " numbers announced")
                    .expected(Reading.size(most) + " at most")
                    .as(CoterieException.Kind.DATA);
        }
        Reading.mustFit(file, all);
        return head;
    }

    /** Numbers in a row. */
    int width() {
        return Arrays.stream(row).reduce(1, Math::multiplyExact);
    }

    /** The axes as they are written, for example {@code 60000×28×28}. */
    String shape() {
        return rows + Arrays.stream(row).mapToObj(size -> "×" + size).collect(Collectors.joining());
    }

    private static int size(InputStream in) throws IOException {
        byte[] four = in.readNBytes(4);
        if (four.length < 4) {
            throw new EOFException();
        }
        return (four[0] & 0xff) << 24 | (four[1] & 0xff) << 16 | (four[2] & 0xff) << 8 | four[3] & 0xff;
    }

    /** Never more than Long.MAX_VALUE, and never negative. */
    private static long product(long a, int b) {
        return b <= 0 ? 0 : a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
    }
}
