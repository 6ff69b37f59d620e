package org.coterie.model.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.coterie.api.Fault;

/**
 * The head of an {@code .npy} file (NumPy's {@code numpy.lib.format}): a magic string, a version, a length and a Python
 * dictionary with {@code descr}, {@code fortran_order} and {@code shape}, padded so that the data start at a multiple of 64.
 *
 * @param type the numbers
 * @param order their byte order
 * @param shape the sizes of the axes
 * @param bytes the length of the head
 */
record NpyHeader(NdArray.Type type, ByteOrder order, long[] shape, int bytes) {
    /** Heads longer than this belong to structured arrays, which are refused anyway. */
    static final int LIMIT = 1 << 16;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern ITEM =
            Pattern.compile("\\s*'(\\w+)'\\s*:\\s*('[^']*'|True|False|\\([0-9, ]*\\))\\s*(,|$)");

    /** The head of an array, version 1.0, little-endian, row order. */
    static byte[] of(NdArray array) {
        return of(array.type(), array.shape());
    }

    /** The head of an array that is not in memory. */
    static byte[] of(NdArray.Type type, long... axes) {
        String sizes = Arrays.stream(axes).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String shape = "(" + sizes + (axes.length == 1 ? ",)" : ")");
        String text = "{'descr': '<" + type.code + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int start = MAGIC.length + 4;
        int total = (start + text.length() + 1 + 63) / 64 * 64;
        ByteBuffer head = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        head.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (total - start));
        head.put(text.getBytes(StandardCharsets.US_ASCII));
        while (head.remaining() > 1) {
            head.put((byte) ' ');
        }
        return head.put((byte) '\n').array();
    }

    /** Reads a head from the first bytes of a file; fails with a fault without place where they are not one. */
    static NpyHeader parse(ByteBuffer file) throws Unreadable {
        ByteBuffer in = file.order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[MAGIC.length];
        if (in.remaining() < MAGIC.length + 6 || !Arrays.equals(MAGIC, fill(in, magic))) {
            throw new Unreadable(Fault.of("an array is damaged").got("no NumPy head"));
        }
        int version = in.get();
        in.get();
        if (version < 1 || version > 3) {
            throw new Unreadable(
                    Fault.of("an array has an unknown version").got(version).expected("1, 2 or 3"));
        }
        long length = version == 1 ? Short.toUnsignedLong(in.getShort()) : Integer.toUnsignedLong(in.getInt());
        if (length > in.remaining()) {
            throw new Unreadable(Fault.of("an array is damaged")
                    .got("a head of " + length + " bytes")
                    .expected("at most " + in.remaining()));
        }
        int end = Math.toIntExact(in.position() + length);
        return of(new String(fill(in, new byte[(int) length]), StandardCharsets.UTF_8).strip(), end);
    }

    private static NpyHeader of(String text, int bytes) throws Unreadable {
        Map<String, String> items = items(text);
        String descr = items.getOrDefault("descr", "");
        String shape = items.getOrDefault("shape", "");
        if (!items.keySet().equals(Set.of("descr", "fortran_order", "shape"))
                || !descr.startsWith("'")
                || !shape.startsWith("(")) {
            throw new Unreadable(Fault.of("an array is not a plain block of numbers")
                    .got(text.length() > 200 ? text.substring(0, 200) + "..." : text)
                    .expected("descr, fortran_order and shape"));
        }
        long[] sizes = sizes(shape);
        if (items.getOrDefault("fortran_order", "").equals("True") && sizes.length > 1) {
            throw new Unreadable(
                    Fault.of("an array is stored column by column").advise("save numpy.ascontiguousarray(x)"));
        }
        Optional<NdArray.Type> type = Arrays.stream(NdArray.Type.values())
                .filter(t -> descr.equals("'<" + t.code + "'") || descr.equals("'>" + t.code + "'"))
                .findFirst();
        if (type.isEmpty()) {
            boolean objects = descr.contains("O");
            throw new Unreadable(Fault.of(objects ? "an array holds Python objects" : "an array holds other numbers")
                    .got(descr)
                    .expected("f4, f8, i4 or i8")
                    .advise(objects ? "objects are pickled programs and never loaded; save numbers" : ""));
        }
        ByteOrder order = descr.charAt(1) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(type.get(), order, sizes, bytes);
    }

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

    private static long[] sizes(String shape) throws Unreadable {
        try {
            String inner = shape.substring(1, shape.length() - 1).strip();
            String list = inner.endsWith(",") ? inner.substring(0, inner.length() - 1) : inner;
            return list.isEmpty()
                    ? new long[0]
                    : Arrays.stream(list.split(",", -1))
                            .map(String::strip)
                            .mapToLong(Long::parseLong)
                            .toArray();
        } catch (NumberFormatException e) {
            throw new Unreadable(Fault.of("an array has no readable shape").got(shape));
        }
    }

    private static byte[] fill(ByteBuffer in, byte[] bytes) {
        in.get(bytes);
        return bytes;
    }

    /** A head that is not accepted, before its place is known. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Fault fault;

        Unreadable(Fault fault) {
            super(fault.what());
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }
}
