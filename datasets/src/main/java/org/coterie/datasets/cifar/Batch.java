package org.coterie.datasets.cifar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.datasets.files.Reading;

/**
 * One batch.
 *
 * @param name its file's name
 * @param labels a class for each image
 * @param pixels the images, rows of pixels of red, green and blue
 */
record Batch(String name, byte[] labels, byte[] pixels) {
    static final int SIDE = 32;
    static final int COLOURS = 3;
    static final int PIXELS = SIDE * SIDE * COLOURS;
    static final int RECORD = 1 + PIXELS;
    static final int CLASSES = 10;

    private static final int PLANE = SIDE * SIDE;

    /**
     * Reads records as they come.
     *
     * @param most no more bytes than this belong to the batch
     */
    static Batch read(String name, InputStream in, long most) throws IOException {
        byte[] labels = new byte[256];
        byte[] pixels = new byte[256 * PIXELS];
        int rows = 0;
        long left = most;
        byte[] record = new byte[RECORD];
        while (left > 0) {
            int got = in.readNBytes(record, 0, (int) Math.min(left, RECORD));
            if (got == 0) {
                break;
            }
            left -= got;
            if (got < RECORD) {
                throw Fault.of("the file is no batch of CIFAR-10")
                        .at(name)
                        .got(got + " bytes after " + rows + " images")
                        .expected("images of " + RECORD + " bytes")
                        .as(CoterieException.Kind.DATA);
            }
            if (record[0] < 0 || record[0] >= CLASSES) {
                throw Fault.of("a label is out of range")
                        .at(name + ", image " + (rows + 1))
                        .got(record[0] & 0xff)
                        .expected("0 to " + (CLASSES - 1))
                        .as(CoterieException.Kind.DATA);
            }
            if (rows == labels.length) {
                Reading.mustFit(name, 2L * pixels.length);
                labels = Arrays.copyOf(labels, Math.multiplyExact(rows, 2));
                pixels = Arrays.copyOf(pixels, Math.multiplyExact(pixels.length, 2));
            }
            labels[rows] = record[0];
            interleave(record, pixels, rows * PIXELS);
            rows++;
        }
        if (rows == 0) {
            throw new EOFException();
        }
        return new Batch(name, Arrays.copyOf(labels, rows), Arrays.copyOf(pixels, rows * PIXELS));
    }

    /** From planes of one colour to pixels of three. */
    private static void interleave(byte[] record, byte[] into, int offset) {
        for (int colour = 0; colour < COLOURS; colour++) {
            int plane = 1 + colour * PLANE;
            for (int pixel = 0; pixel < PLANE; pixel++) {
                into[offset + COLOURS * pixel + colour] = record[plane + pixel];
            }
        }
    }
}
