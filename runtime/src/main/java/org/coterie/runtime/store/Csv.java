package org.coterie.runtime.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Comma-separated values, quoted as RFC 4180 says, in UTF-8 without a byte order mark. Lines end with a line feed alone,
 * which every reader takes and line tools prefer. Numbers are written by {@link Decimals}.
 */
public final class Csv {
    private final OutputStream out;
    private final int width;

    /** Starts a table with its header row. The stream stays the caller's, who buffers and closes it. */
    public Csv(OutputStream out, List<String> header) throws IOException {
        this.out = out;
        this.width = header.size();
        row(header);
    }

    /** Adds a row of texts, booleans, integers, floats and doubles; as many as the header has. */
    public Csv row(List<?> cells) throws IOException {
        if (cells.size() != width) {
            throw new IllegalArgumentException(cells.size() + " cells in a table of " + width + " columns");
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < width; i++) {
            line.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        // a lone empty cell would be an empty line, which readers skip
        out.write((line.length() == 0 ? "\"\"" : line).toString().getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        return this;
    }

    /** One cell as text, in quotes where it needs them. */
    public static String cell(Object value) {
        if (value instanceof Double number) {
            return Decimals.of(number);
        }
        if (value instanceof Float number) {
            return Decimals.of(number);
        }
        String text = value.toString();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain && text.equals(text.strip()) ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
