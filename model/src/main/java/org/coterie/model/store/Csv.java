package org.coterie.model.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Comma-separated values, quoted as RFC 4180 says, in UTF-8 without a byte order mark. Lines end with a line feed alone,
 * which every reader takes and line tools prefer. Numbers are written by {@link Decimals}.
 *
 * <p>Files are opened in spreadsheets, where a cell that begins with {@code =}, {@code +}, {@code -} or {@code @} is a formula,
 * and a name out of somebody's data may be one that reads other files. So text whose first character that is no blank is one
 * of these (or its full-width form), and text that begins with a tab or a line break, gets an apostrophe in front, unless it is
 * a number; so does such text that has apostrophes in front already. Numbers, and text that is one, stay as they are.
 * {@link #original} takes the apostrophe away again.
 */
public final class Csv {
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]++(\\.[0-9]*+)?|\\.[0-9]++)([eE][-+]?[0-9]++)?");

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
        String text = value instanceof String name ? harmless(name) : value.toString();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain && text.equals(text.strip()) ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String harmless(String text) {
        return acts(text) ? "'" + text : text;
    }

    /** The text of a cell that was written here, as it was before. */
    public static String original(String cell) {
        return cell.startsWith("'") && acts(cell.substring(1)) ? cell.substring(1) : cell;
    }

    /** Whether a spreadsheet could take it for a formula, or would after an apostrophe is gone. */
    private static boolean acts(String text) {
        String bare = text.replaceFirst("^'+", "");
        if (bare.isEmpty()) {
            return false;
        }
        String start = bare.strip();
        boolean formula = !start.isEmpty() && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".indexOf(start.charAt(0)) >= 0;
        boolean control = "\t\r\n".indexOf(bare.charAt(0)) >= 0;
        return control || formula && !NUMBER.matcher(bare).matches();
    }
}
