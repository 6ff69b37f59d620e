package org.coterie.datasets.npy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Table;
import org.coterie.datasets.files.Images;
import org.coterie.datasets.files.Reading;
import org.coterie.datasets.files.StoredTable;

/**
 * An array before its elements are read.
 *
 * @param place the file, and the member where it is one of several, for messages
 * @param head what it announces
 */
record NpyArray(String place, NpyHead head) {

    /** Fails unless the elements fill exactly the bytes there are, or at most those where that is not known. */
    void mustFill(long bytes, boolean exact) {
        if (head.payload() > bytes || (exact && head.payload() != bytes)) {
            throw Reading.damaged(place)
                    .got(head.sizes() + " elements of " + head.type().bytes() + " bytes announced")
                    .expected(Reading.size(bytes) + (exact ? "" : " at most"))
                    .as(CoterieException.Kind.DATA);
        }
    }

    /** The first axis. */
    int rows() {
        long[] shape = head.shape();
        if (shape.length == 0 || head.payload() == 0) {
            throw Fault.of("the array has no rows").at(place).got(head.sizes()).as(CoterieException.Kind.DATA);
        }
        if (shape[0] > Integer.MAX_VALUE) {
            throw Fault.of("the array has too many rows")
                    .at(place)
                    .got(head.sizes())
                    .expected("at most " + Integer.MAX_VALUE)
                    .as(CoterieException.Kind.DATA);
        }
        return (int) shape[0];
    }

    /** The product of the other axes. */
    int columns() {
        long columns = 1;
        for (int a = 1; a < head.shape().length; a++) {
            columns = Math.multiplyExact(columns, head.shape()[a]);
        }
        if (columns * 8 > StoredTable.LONGEST_ROW) {
            throw Fault.of("the array has too many columns")
                    .at(place)
                    .got(head.sizes())
                    .as(CoterieException.Kind.DATA);
        }
        return (int) columns;
    }

    /** What a row is: a table's columns, or an image where there are three or four axes. */
    Features features() {
        long[] shape = head.shape();
        return switch (shape.length) {
            case 3 -> Images.features((int) shape[1], (int) shape[2], 1);
            case 4 -> Images.features((int) shape[1], (int) shape[2], (int) shape[3]);
            default -> Features.of(columns());
        };
    }

    /** Reads the elements into memory. */
    Table read(InputStream in) throws IOException {
        NpyType.Numeric type = numeric();
        int rows = rows();
        int columns = columns();
        Reading.mustFit(place, head.payload());
        if (!head.fortran() || head.shape().length == 1) {
            return StoredTable.read(in, rows, columns, type.element(), type.order());
        }
        // Read as the transposed array, whose rows are our columns, and turn it over.
        Table turned = StoredTable.read(in, columns, rows, type.element(), type.order());
        return turned(turned);
    }

    /** The elements where they lie in the file; only for {@link #canBeMapped}. */
    Table map(Path file) throws IOException {
        NpyType.Numeric type = numeric();
        return StoredTable.map(file, head.bytes(), rows(), columns(), type.element(), type.order());
    }

    /** Whether rows lie one after the other. */
    boolean canBeMapped() {
        return !head.fortran() || head.shape().length == 1;
    }

    private Table turned(Table turned) {
        int n = turned.columns();
        int[] from = order();
        StoredTable.Builder rows = new StoredTable.Builder(from.length);
        float[] row = new float[from.length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < row.length; j++) {
                row[j] = turned.at(from[j], i);
            }
            rows.add(row);
        }
        return rows.table();
    }

    /** Of each column in C order, where it stands when the first axis runs fastest. */
    private int[] order() {
        long[] shape = head.shape();
        int[] place = new int[columns()];
        for (int j = 0; j < place.length; j++) {
            int rest = j;
            int[] index = new int[shape.length];
            for (int a = shape.length - 1; a > 0; a--) {
                index[a] = (int) (rest % shape[a]);
                rest /= (int) shape[a];
            }
            long at = 0;
            for (int a = shape.length - 1; a > 0; a--) {
                at = at * shape[a] + index[a];
            }
            place[j] = (int) at;
        }
        return place;
    }

    private NpyType.Numeric numeric() {
        if (head.type() instanceof NpyType.Numeric numeric) {
            return numeric;
        }
        throw Fault.of("an array of texts where numbers are needed").at(place).as(CoterieException.Kind.DATA);
    }

    /** The elements of an array of one axis as texts, whole numbers without a decimal point. */
    String[] texts(InputStream in, int wanted) throws IOException {
        long[] shape = head.shape();
        boolean flat = shape.length == 1 || (shape.length == 2 && (shape[0] == 1 || shape[1] == 1));
        if (!flat || Arrays.stream(shape).reduce(1, (a, b) -> a * b) != wanted) {
            throw Fault.of("the labels do not fit the rows")
                    .at(place)
                    .got(head.sizes())
                    .expected("a label for each of " + wanted + " rows")
                    .as(CoterieException.Kind.DATA);
        }
        int size = head.type().bytes();
        Reading.mustFit(place, head.payload());
        String[] texts = new String[wanted];
        byte[] one = new byte[size];
        for (int i = 0; i < wanted; i++) {
            if (in.readNBytes(one, 0, size) < size) {
                throw new EOFException();
            }
            texts[i] = text(ByteBuffer.wrap(one), i);
        }
        return texts;
    }

    private String text(ByteBuffer element, int i) {
        if (head.type() instanceof NpyType.Text text) {
            return text(element, text);
        }
        NpyType.Numeric type = numeric();
        double value = type.element().at(element.order(type.order()), 0);
        if (Double.isNaN(value)) {
            return "";
        }
        if (value != Math.rint(value) || Math.abs(value) > 1L << 53) {
            throw Fault.of("a label is not a whole number")
                    .at(place + ", row " + (i + 1))
                    .got(value)
                    .as(CoterieException.Kind.DATA);
        }
        return Long.toString((long) value);
    }

    private String text(ByteBuffer element, NpyType.Text type) {
        if (!type.wide()) {
            return StandardCharsets.UTF_8
                    .decode(element)
                    .toString()
                    .replace("\0", "")
                    .strip();
        }
        StringBuilder text = new StringBuilder();
        element.order(type.order());
        while (element.hasRemaining()) {
            int c = element.getInt();
            if (!Character.isValidCodePoint(c)) {
                throw Reading.damaged(place)
                        .got("a character that does not exist")
                        .as(CoterieException.Kind.DATA);
            }
            if (c != 0) {
                text.appendCodePoint(c);
            }
        }
        return text.toString().strip();
    }
}
