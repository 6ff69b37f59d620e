package org.coterie.datasets.npy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small arrays as NumPy's format description (NEP 1) has them. */
final class Npy {
    private Npy() {}

    /** A file of version 1, whose head says what is given. */
    static byte[] file(String descr, boolean fortran, String shape, byte[] elements) {
        return file(
                1,
                "{'descr': " + descr + ", 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': " + shape
                        + ", }",
                elements);
    }

    static byte[] file(int version, String head, byte[] elements) {
        byte[] text = (head + " ".repeat(17) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer file =
                ByteBuffer.allocate(12 + text.length + elements.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        file.put((byte) version).put((byte) 0);
        if (version == 1) {
            file.putShort((short) text.length);
        } else {
            file.putInt(text.length);
        }
        file.put(text).put(elements);
        return java.util.Arrays.copyOf(file.array(), file.position());
    }

    static byte[] bytes(int... of) {
        byte[] bytes = new byte[of.length];
        for (int i = 0; i < of.length; i++) {
            bytes[i] = (byte) of[i];
        }
        return bytes;
    }

    static byte[] floats(ByteOrder order, float... of) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * of.length).order(order);
        for (float f : of) {
            bytes.putFloat(f);
        }
        return bytes.array();
    }

    /** An archive of members, given as name, bytes, name, bytes … */
    static byte[] npz(Object... members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int m = 0; m < members.length; m += 2) {
                zip.putNextEntry(new ZipEntry(members[m] + ".npy"));
                zip.write((byte[]) members[m + 1]);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
