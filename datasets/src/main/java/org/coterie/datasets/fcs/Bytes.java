package org.coterie.datasets.fcs;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.coterie.api.CoterieException;
import org.coterie.datasets.files.Reading;

/**
 * A file of which parts are read.
 *
 * @param file its own name, for messages
 * @param channel its bytes
 * @param length how many there are
 */
record Bytes(String file, FileChannel channel, long length) {

    /** Bytes from one place to another, both counted; fails where the file ends before. */
    ByteBuffer part(String what, long first, long last) throws IOException {
        if (first < 0 || last < first || last >= length || last - first > Integer.MAX_VALUE - 16) {
            throw Reading.damaged(file)
                    .got(what + " from byte " + first + " to " + last)
                    .expected("bytes of a file of " + length)
                    .as(CoterieException.Kind.DATA);
        }
        ByteBuffer part = ByteBuffer.allocate((int) (last - first + 1));
        fill(part, first);
        return part.flip();
    }

    /** Fills a buffer from a place on. */
    void fill(ByteBuffer into, long from) throws IOException {
        long at = from;
        while (into.hasRemaining()) {
            int got = channel.read(into, at);
            if (got < 0) {
                throw new EOFException();
            }
            at += got;
        }
    }
}
