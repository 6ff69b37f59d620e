package org.coterie.datasets.cifar;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.coterie.api.CoterieException;
import org.coterie.datasets.files.Reading;

/** The plain files of a tar archive, one after the other; nothing is unpacked to the disk. */
final class Tar {
    private static final int BLOCK = 512;

    private Tar() {}

    /** Takes a plain file; what it leaves unread is passed over. */
    @FunctionalInterface
    interface Member {
        void read(String name, InputStream bytes, long size) throws IOException;
    }

    /** Whether a stream begins with the head of a member; nothing is consumed. */
    static boolean begins(BufferedInputStream in) throws IOException {
        in.mark(BLOCK);
        byte[] head = in.readNBytes(BLOCK);
        in.reset();
        return head.length == BLOCK && head[0] != 0 && checksum(head) == octal(head, 148, 8);
    }

    static void members(String file, InputStream in, Member to) throws IOException {
        for (byte[] head = block(in); head[0] != 0; head = block(in)) {
            long size = octal(head, 124, 12);
            if (checksum(head) != octal(head, 148, 8) || size < 0) {
                throw Reading.damaged(file)
                        .got("a member with a wrong checksum")
                        .as(CoterieException.Kind.DATA);
            }
            Limited bytes = new Limited(in, size);
            boolean plain = head[156] == '0' || head[156] == 0;
            if (plain) {
                to.read(text(head, 0, 100), bytes, size);
            }
            bytes.skipNBytes(bytes.left);
            in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        }
    }

    private static byte[] block(InputStream in) throws IOException {
        byte[] head = in.readNBytes(BLOCK);
        if (head.length < BLOCK) {
            throw new EOFException();
        }
        return head;
    }

    private static long checksum(byte[] head) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : head[i] & 0xff;
        }
        return sum;
    }

    /** -1 where it is not a number. */
    private static long octal(byte[] head, int from, int length) {
        String digits = text(head, from, length).strip();
        return digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, 8) : -1;
    }

    private static String text(byte[] head, int from, int length) {
        int n = 0;
        while (n < length && head[from + n] != 0) {
            n++;
        }
        return new String(head, from, n, StandardCharsets.ISO_8859_1);
    }

    /** The bytes of one member. */
    private static final class Limited extends InputStream {
        private final InputStream in;
        private long left;

        Limited(InputStream in, long size) {
            this.in = in;
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            int got = in.read(into, offset, (int) Math.min(length, left));
            if (got < 0) {
                throw new EOFException();
            }
            left -= got;
            return got;
        }
    }
}
