package org.coterie.datasets.catalogue;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/**
 * The heads of a tar archive, one after the other (POSIX ustar, with the long names of GNU and of pax). The content of a
 * file is read from the stream by whoever asked for the head.
 */
final class Tar {
    private static final int BLOCK = 512;
    private static final int LONGEST = 1 << 16;

    /** What an entry is. */
    enum Type {
        FILE,
        FOLDER,
        OTHER
    }

    private final InputStream in;
    private String name = "";
    private long size;
    private Type type = Type.OTHER;

    Tar(InputStream in) {
        this.in = in;
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    Type type() {
        return type;
    }

    /** Goes to the next entry; false at the end. */
    boolean next() throws IOException {
        String longName = "";
        while (true) {
            byte[] head = in.readNBytes(BLOCK);
            if (head.length == 0 || (head.length == BLOCK && zero(head))) {
                return false;
            }
            if (head.length < BLOCK) {
                throw new EOFException("it ends within a head");
            }
            verify(head);
            size = number(head, 124, 12);
            char flag = (char) (head[156] & 0xff);
            switch (flag) {
                case 'L' -> longName = text(content(), 0, LONGEST);
                case 'x' -> longName = path(content(), longName);
                case 'g' -> content();
                default -> {
                    String prefix = text(head, 257, 5).equals("ustar") && head[262] == 0 ? text(head, 345, 155) : "";
                    String shortName = text(head, 0, 100);
                    name = longName.isEmpty() ? (prefix.isEmpty() ? "" : prefix + "/") + shortName : longName;
                    boolean folder = flag == '5' || ((flag == '0' || flag == 0) && name.endsWith("/"));
                    type = folder ? Type.FOLDER : flag == '0' || flag == 0 ? Type.FILE : Type.OTHER;
                    return true;
                }
            }
        }
    }

    /** After the content of an entry: to the next block. */
    void skipPadding() throws IOException {
        int padding = (int) ((BLOCK - size % BLOCK) % BLOCK);
        if (type == Type.FILE && in.readNBytes(padding).length < padding) {
            throw new EOFException("it ends within " + name);
        }
    }

    private byte[] content() throws IOException {
        if (size > LONGEST) {
            throw new ZipException("a name of " + size + " bytes");
        }
        int whole = (int) ((size + BLOCK - 1) / BLOCK * BLOCK);
        byte[] content = in.readNBytes(whole);
        if (content.length < whole) {
            throw new EOFException("it ends within a name");
        }
        return java.util.Arrays.copyOf(content, (int) size);
    }

    /** The value of {@code path} among records {@code LENGTH KEY=VALUE}; a size told there is not needed below 8 GB. */
    private static String path(byte[] records, String otherwise) throws IOException {
        String path = otherwise;
        int at = 0;
        while (at < records.length) {
            int blank = at;
            while (blank < records.length && records[blank] != ' ') {
                blank++;
            }
            String digits = new String(records, at, blank - at, StandardCharsets.US_ASCII);
            int length = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
            if (length <= blank - at + 1 || at + length > records.length) {
                throw new ZipException("a head that makes no sense");
            }
            String record = new String(records, blank + 1, at + length - blank - 2, StandardCharsets.UTF_8);
            if (record.startsWith("path=")) {
                path = record.substring(5);
            } else if (record.startsWith("size=")) {
                throw new ZipException("a file of 8 GB or more");
            }
            at += length;
        }
        return path;
    }

    private static void verify(byte[] head) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : head[i] & 0xff;
        }
        if (sum != number(head, 148, 8)) {
            throw new ZipException("not a tar archive, or a head is broken");
        }
    }

    private static long number(byte[] head, int from, int length) throws IOException {
        String digits = text(head, from, length).strip();
        if (!digits.matches("[0-7]{0,12}")) {
            throw new ZipException("a head that makes no sense");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < bytes.length && end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private static boolean zero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
