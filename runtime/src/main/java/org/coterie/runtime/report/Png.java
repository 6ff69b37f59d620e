package org.coterie.runtime.report;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Small pictures as PNG (ISO/IEC 15948), for matrices of thousands of cells; without java.desktop. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int RGB = 2;
    private static final int INDEXED = 3;

    private Png() {}

    /** A picture of a palette's colours, as the value of an {@code href}. */
    static String indexed(int width, int height, byte[] indices, int[] palette) {
        ByteBuffer colours = ByteBuffer.allocate(3 * palette.length);
        for (int rgb : palette) {
            colours.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
        }
        return encode(width, height, INDEXED, colours.array(), indices);
    }

    /** A picture of three bytes per pixel. */
    static String rgb(int width, int height, byte[] pixels) {
        return encode(width, height, RGB, new byte[0], pixels);
    }

    private static String encode(int width, int height, int type, byte[] palette, byte[] pixels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) type)
                .array();
        chunk(out, "IHDR", header);
        if (type == INDEXED) {
            chunk(out, "PLTE", palette);
        }
        int line = pixels.length / height;
        byte[] filtered = new byte[(line + 1) * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(pixels, y * line, filtered, y * (line + 1) + 1, line);
        }
        chunk(out, "IDAT", deflated(filtered));
        chunk(out, "IEND", new byte[0]);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] content) {
        byte[] body = new byte[4 + content.length];
        System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, body, 0, 4);
        System.arraycopy(content, 0, body, 4, content.length);
        CRC32 sum = new CRC32();
        sum.update(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] block = new byte[1 << 13];
            while (!deflater.finished()) {
                out.write(block, 0, deflater.deflate(block));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
