package org.coterie.datasets.fcs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.datasets.files.Reading;

/**
 * The first 58 bytes of a data set: a version and the places of TEXT and DATA, counted from its beginning. Places that are
 * blank or 0 are told in TEXT.
 *
 * @param base where in the file the data set begins
 * @param text where TEXT is
 * @param data where DATA is; from 0 to 0 if not told
 */
record Header(long base, Span text, Span data) {
    private static final int LENGTH = 58;
    private static final Set<String> VERSIONS = Set.of("FCS2.0", "FCS3.0", "FCS3.1");

    /** Bytes from one place to another, both counted. */
    record Span(long first, long last) {
        boolean told() {
            return last > 0;
        }

        @Override
        public String toString() {
            return first + " to " + last;
        }
    }

    /** Whether bytes begin as such a file does, of any version. */
    static boolean begins(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1).matches("FCS[0-9]\\.[0-9]");
    }

    static Header read(Bytes bytes, long base) throws IOException {
        if (bytes.length() < base + LENGTH) {
            throw none(bytes.file());
        }
        ByteBuffer head = bytes.part("a header", base, base + LENGTH - 1);
        String version = text(head, 0, 6);
        if (!version.startsWith("FCS")) {
            throw none(bytes.file());
        }
        if (!VERSIONS.contains(version)) {
            throw Fault.of("a version of the standard that is not read")
                    .at(bytes.file())
                    .got(Quote.of(version))
                    .expected("FCS2.0, FCS3.0 or FCS3.1")
                    .as(CoterieException.Kind.DATA);
        }
        return new Header(
                base,
                new Span(number(bytes.file(), head, 10), number(bytes.file(), head, 18)),
                new Span(number(bytes.file(), head, 26), number(bytes.file(), head, 34)));
    }

    private static CoterieException none(String file) {
        return Fault.of("not an FCS file")
                .at(file)
                .expected("FCS2.0, FCS3.0 or FCS3.1 at the beginning")
                .as(CoterieException.Kind.DATA);
    }

    private static long number(String file, ByteBuffer head, int at) {
        String digits = text(head, at, 8).strip();
        if (!digits.matches("[0-9]{0,8}")) {
            throw Reading.damaged(file)
                    .got("the place " + Quote.of(digits) + " in the header")
                    .expected("a number")
                    .as(CoterieException.Kind.DATA);
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static String text(ByteBuffer head, int at, int length) {
        byte[] bytes = new byte[length];
        head.get(at, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
