package org.coterie.datasets.matlab;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.coterie.datasets.files.Matrices;
import org.coterie.datasets.files.PartByPart;

/**
 * Version 5 (MAT-File Format, The MathWorks): a header and elements, one for each variable, plain or compressed. Headers of
 * all variables are looked at, the values only of those wanted; cells, structures, objects and functions are never entered.
 */
final class Mat5 implements Variables {
    private static final int HEADER = 128;
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;
    private static final int MOST_VARIABLES = 100_000;

    private final Path path;
    private final PartByPart reading;
    private final ByteOrder order;
    private final List<Long> starts = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();

    private Mat5(Path path, PartByPart reading, ByteOrder order) {
        this.path = path;
        this.reading = reading;
        this.order = order;
    }

    static Mat5 open(Path path, PartByPart reading) throws IOException {
        byte[] header;
        try (InputStream in = Files.newInputStream(path)) {
            header = in.readNBytes(HEADER);
        }
        if (header.length < HEADER) {
            throw reading.damaged(header.length + " bytes")
                    .expected("at least a header of " + HEADER)
                    .as(CoterieException.Kind.DATA);
        }
        String mark = "" + (char) header[126] + (char) header[127];
        if (!mark.equals("IM") && !mark.equals("MI")) {
            throw reading.damaged("a header without the mark of its byte order")
                    .advise("files of version 4 are not read; save it anew with -v7")
                    .as(CoterieException.Kind.DATA);
        }
        Mat5 file = new Mat5(path, reading, mark.equals("IM") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            file.scan(channel);
        }
        return file;
    }

    private void scan(SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        // an element's length stands in its first 8 bytes, so that one is found without reading those before it
        for (long at = HEADER; at + 8 <= size; ) {
            ByteBuffer tag = tag(channel, at);
            int type = tag.getInt(0);
            long length = tag.getInt(4) & 0xffff_ffffL;
            if (length > size - at - 8) {
                reading.now("variable " + (starts.size() + 1));
                throw reading.damaged(length + " bytes of data, where the file has " + (size - at - 8) + " left")
                        .advise("the file may be cut off")
                        .as(CoterieException.Kind.DATA);
            }
            if (type == MATRIX || type == COMPRESSED) {
                if (starts.size() == MOST_VARIABLES) {
                    throw reading.damaged("more than " + MOST_VARIABLES + " variables")
                            .as(CoterieException.Kind.DATA);
                }
                reading.now("variable " + (starts.size() + 1));
                try (Mat5Element element = element(at, type, length)) {
                    variables.add(element.header());
                    starts.add(at);
                }
            }
            at += 8 + length;
        }
        reading.now("");
    }

    private ByteBuffer tag(SeekableByteChannel channel, long at) throws IOException {
        ByteBuffer tag = ByteBuffer.allocate(8).order(order);
        channel.position(at);
        while (tag.hasRemaining() && channel.read(tag) >= 0) {
            // until it is full
        }
        return tag;
    }

    private Mat5Element element(long at, int type, long length) throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            in.skipNBytes(at + 8);
            BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
            return type == COMPRESSED
                    ? Mat5Element.compressed(buffered, length, order, reading)
                    : Mat5Element.plain(buffered, length, order, reading);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public List<Variable> list() {
        return List.copyOf(variables);
    }

    @Override
    public Table read(Variable variable, boolean turned) throws IOException {
        reading.now(variable.name());
        int rows = Math.toIntExact(variable.rows());
        int columns = Math.toIntExact(variable.columns());
        long at = starts.get(variables.indexOf(variable));
        ByteBuffer tag;
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            tag = tag(channel, at);
        }
        try (Mat5Element element = element(at, tag.getInt(0), tag.getInt(4) & 0xffff_ffffL)) {
            element.header();
            if (element.isSparse()) {
                return element.sparse(rows, columns, turned);
            }
            float[] values = element.numbers(Math.multiplyExact(variable.rows(), variable.columns()));
            return turned ? Table.of(columns, rows, values) : Matrices.columnMajor(rows, columns, values);
        }
    }

    @Override
    public void close() {
        // nothing stays open between readings
    }
}
