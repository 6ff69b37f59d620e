package org.coterie.datasets.files;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** From stored bytes to characters. */
public final class Texts {
    /** How many characters {@link #head} looks at. */
    public static final int HEAD = 1 << 16;

    private Texts() {}

    /**
     * Unpacks gzip by its first two bytes and decodes UTF-8, strictly, without a byte order mark. The reader can be
     * marked.
     */
    public static BufferedReader open(InputStream stored) throws IOException {
        BufferedInputStream plain = new BufferedInputStream(stored, 1 << 16);
        InputStream bytes = Stored.isGzip(plain) ? new GZIPInputStream(plain, 1 << 16) : plain;
        BufferedReader reader = new BufferedReader(
                new InputStreamReader(
                        bytes,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    /** The first characters, which stay to be read. */
    public static String head(BufferedReader reader) throws IOException {
        char[] head = new char[HEAD];
        reader.mark(HEAD);
        int got = 0;
        for (int n = 0; n >= 0 && got < HEAD; n = reader.read(head, got, HEAD - got)) {
            got += n;
        }
        reader.reset();
        return new String(head, 0, got);
    }
}
