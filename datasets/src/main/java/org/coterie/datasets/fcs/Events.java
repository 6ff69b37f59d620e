package org.coterie.datasets.fcs;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Path;
import org.coterie.api.data.Table;
import org.coterie.datasets.files.Element;
import org.coterie.datasets.files.PickedColumns;
import org.coterie.datasets.files.StoredTable;

/** From stored events to a table of the columns asked for. */
final class Events {
    /** Floats of so many bytes are left on the disk. */
    private static final long MAPPED = 1 << 24;

    private static final int CHUNK = 1 << 16;

    private Events() {}

    static Table read(Path path, Bytes bytes, Layout layout, int[] columns, boolean linearise) throws IOException {
        if (layout.floating()) {
            return PickedColumns.of(floats(path, bytes, layout), columns);
        }
        layout.mustFit(bytes.file(), columns.length);
        return whole(bytes, layout, columns, linearise);
    }

    private static Table floats(Path path, Bytes bytes, Layout layout) throws IOException {
        int m = layout.channels().size();
        Element type = layout.row() == 4 * m ? Element.F4 : Element.F8;
        long length = (long) layout.events() * layout.row();
        if (length >= MAPPED) {
            return StoredTable.map(path, layout.start(), layout.events(), m, type, layout.order());
        }
        InputStream in =
                new BufferedInputStream(Channels.newInputStream(bytes.channel().position(layout.start())), CHUNK);
        return StoredTable.read(in, layout.events(), m, type, layout.order());
    }

    private static Table whole(Bytes bytes, Layout layout, int[] columns, boolean linearise) throws IOException {
        int row = layout.row();
        int[] places = new int[layout.channels().size()];
        for (int p = 1; p < places.length; p++) {
            places[p] = places[p - 1] + layout.channels().get(p - 1).bytes();
        }
        StoredTable.Builder table = new StoredTable.Builder(columns.length);
        float[] values = new float[columns.length];
        int some = Math.max(1, CHUNK / row);
        ByteBuffer chunk = ByteBuffer.allocate(some * row);
        boolean big = layout.order() == ByteOrder.BIG_ENDIAN;
        for (int done = 0; done < layout.events(); done += some) {
            int now = Math.min(some, layout.events() - done);
            bytes.fill(chunk.clear().limit(now * row), layout.start() + (long) done * row);
            for (int e = 0; e < now; e++) {
                for (int j = 0; j < columns.length; j++) {
                    Channel channel = layout.channels().get(columns[j]);
                    long stored = number(chunk, e * row + places[columns[j]], channel.bytes(), big);
                    values[j] = channel.value(stored, linearise);
                }
                table.add(values);
            }
        }
        return table.table();
    }

    private static long number(ByteBuffer from, int place, int bytes, boolean big) {
        long number = 0;
        for (int b = 0; b < bytes; b++) {
            number = number << 8 | from.get(place + (big ? b : bytes - 1 - b)) & 0xff;
        }
        return number;
    }
}
