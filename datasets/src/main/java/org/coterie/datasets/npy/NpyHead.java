package org.coterie.datasets.npy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.datasets.files.Reading;

/**
 * The head of an {@code .npy} file (NumPy's {@code numpy.lib.format}): a magic string, a version, a length, and a Python
 * dictionary of {@code descr}, {@code fortran_order} and {@code shape}.
 *
 * @param type what an element is
 * @param fortran whether the first axis runs fastest
 * @param shape the sizes of the axes, none for a single number
 * @param bytes the length of the head
 */
record NpyHead(NpyType type, boolean fortran, long[] shape, int bytes) {
    /** Longer heads belong to structured arrays, which are refused anyway. */
    private static final int LONGEST = 1 << 16;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern ITEM =
            Pattern.compile("\\s*['\"](\\w+)['\"]\\s*:\\s*('[^']*'|\"[^\"]*\"|True|False|\\([0-9L, ]*\\))\\s*(,|$)");

    /** Whether bytes begin as such a file does. */
    static boolean begins(byte[] head) {
        return head.length >= MAGIC.length && Arrays.equals(MAGIC, Arrays.copyOf(head, MAGIC.length));
    }

    /** The head of a C-ordered array of little-endian numbers, version 1.0, padded to a multiple of 64 bytes. */
    static byte[] of(String code, long... shape) {
        String sizes = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String tuple = "(" + sizes + (shape.length == 1 ? ",)" : ")");
        String text = "{'descr': '<" + code + "', 'fortran_order': False, 'shape': " + tuple + ", }";
        int start = MAGIC.length + 4;
        int total = (start + text.length() + 1 + 63) / 64 * 64;
        ByteBuffer head = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.fill(head.array(), (byte) ' ');
        head.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (total - start));
        head.put(text.getBytes(StandardCharsets.US_ASCII)).put(total - 1, (byte) '\n');
        return head.array();
    }

    /** Reads a head. */
    static NpyHead read(String file, InputStream in) throws IOException {
        byte[] first = in.readNBytes(MAGIC.length + 2);
        if (!begins(first) || first.length < MAGIC.length + 2) {
            throw Fault.of("not an array of NumPy").at(file).as(CoterieException.Kind.DATA);
        }
        int version = first[MAGIC.length];
        if (version < 1 || version > 3) {
            throw Fault.of("an array of an unknown version")
                    .at(file)
                    .got(version)
                    .expected("1, 2 or 3")
                    .as(CoterieException.Kind.DATA);
        }
        int field = version == 1 ? 2 : 4;
        byte[] four = Arrays.copyOf(exactly(in, field), 4);
        long length = Integer.toUnsignedLong(
                ByteBuffer.wrap(four).order(ByteOrder.LITTLE_ENDIAN).getInt());
        if (length > LONGEST) {
            throw Reading.damaged(file)
                    .got("a head of " + length + " bytes")
                    .expected("at most " + LONGEST)
                    .as(CoterieException.Kind.DATA);
        }
        String text = new String(exactly(in, (int) length), StandardCharsets.UTF_8).strip();
        return parse(file, text, MAGIC.length + 2 + field + (int) length);
    }

    private static NpyHead parse(String file, String text, int bytes) {
        Map<String, String> items = items(text);
        String descr = items.getOrDefault("descr", "");
        String shape = items.getOrDefault("shape", "");
        String fortran = items.getOrDefault("fortran_order", "");
        boolean quoted = descr.startsWith("'") || descr.startsWith("\"");
        if (!items.keySet().equals(Set.of("descr", "fortran_order", "shape"))
                || !quoted
                || !shape.startsWith("(")
                || !List.of("True", "False").contains(fortran)) {
            boolean structured = text.contains("'descr': [");
            throw Fault.of(structured ? "an array of records" : "an array's head cannot be read")
                    .at(file)
                    .got(Quote.of(text))
                    .expected("descr, fortran_order and shape of an array of numbers")
                    .advise(structured ? "save one array of numbers, for example with structured_to_unstructured" : "")
                    .as(CoterieException.Kind.DATA);
        }
        return new NpyHead(
                NpyType.of(file, descr.substring(1, descr.length() - 1)),
                fortran.equals("True"),
                sizes(file, shape),
                bytes);
    }

    /** Empty where the text is not a dictionary of plain values. */
    private static Map<String, String> items(String text) {
        Map<String, String> items = new HashMap<>();
        if (!text.startsWith("{") || !text.endsWith("}")) {
            return items;
        }
        String inner = text.substring(1, text.length() - 1).strip();
        Matcher item = ITEM.matcher(inner);
        int at = 0;
        while (at < inner.length()) {
            if (!item.region(at, inner.length()).lookingAt() || items.put(item.group(1), item.group(2)) != null) {
                return Map.of();
            }
            at = item.end();
        }
        return items;
    }

    private static long[] sizes(String file, String tuple) {
        // Python 2 wrote long numbers with an L
        String inner = tuple.substring(1, tuple.length() - 1).replace("L", "").strip();
        String list = inner.endsWith(",") ? inner.substring(0, inner.length() - 1) : inner;
        try {
            return list.isEmpty()
                    ? new long[0]
                    : Arrays.stream(list.split(",", -1))
                            .map(String::strip)
                            .mapToLong(Long::parseLong)
                            .toArray();
        } catch (NumberFormatException e) {
            throw Reading.damaged(file).got("the shape " + Quote.of(tuple)).as(CoterieException.Kind.DATA, e);
        }
    }

    private static byte[] exactly(InputStream in, int n) throws IOException {
        byte[] bytes = in.readNBytes(n);
        if (bytes.length < n) {
            throw new EOFException();
        }
        return bytes;
    }

    /** Bytes of all elements; Long.MAX_VALUE where they are more than that. */
    long payload() {
        long all = type.bytes();
        for (long size : shape) {
            all = size == 0 ? 0 : all > Long.MAX_VALUE / size ? Long.MAX_VALUE : all * size;
        }
        return all;
    }

    /** The sizes as they are written, for example {@code 60000×28×28}. */
    String sizes() {
        return shape.length == 0
                ? "a single element"
                : Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining("×"));
    }
}
