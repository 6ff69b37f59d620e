package org.coterie.model.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;

/**
 * A small table of texts, read whole: the files of a run, and labels. RFC 4180 in UTF-8; of comma, semicolon and tab, the one
 * that is most often in the header is what separates cells. Empty lines are passed over.
 *
 * @param where the file, for messages
 * @param header names of the columns
 * @param rows as many cells each as the header has
 */
public record CsvRows(String where, List<String> header, List<List<String>> rows) {

    /** Reads a file; what is wrong with it is of the kind given. */
    public static CsvRows read(Path file, Kind kind) {
        if (!Files.isRegularFile(file)) {
            throw Fault.of("there is no such file").at(file.toString()).as(kind);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return parse(text.startsWith("\uFEFF") ? text.substring(1) : text, file.toString(), kind);
        } catch (CharacterCodingException e) {
            throw Fault.of("the file is not text in UTF-8").at(file.toString()).as(kind, e);
        } catch (IOException e) {
            throw Fault.of("the file cannot be read")
                    .at(file.toString())
                    .got(e.getMessage())
                    .as(kind, e);
        }
    }

    static CsvRows parse(String text, String where, Kind kind) {
        char separator = separator(text);
        List<List<String>> lines = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean any = false; // whether this line has anything, quotes included
        for (int i = 0; i <= text.length(); i++) {
            boolean end = i == text.length();
            char c = end ? '\n' : text.charAt(i);
            if (quoted && end) {
                throw Fault.of("a quotation mark is never closed").at(where).as(kind);
            } else if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"' && (quoted || cell.length() == 0)) {
                quoted = !quoted;
                any = true;
            } else if (!quoted && (c == separator || c == '\n')) {
                cells.add(cell.toString().strip());
                any = any || c == separator || !cell.toString().isBlank();
                cell.setLength(0);
                if (c == '\n') {
                    if (any) {
                        lines.add(List.copyOf(cells));
                    }
                    cells.clear();
                    any = false;
                }
            } else {
                cell.append(c);
            }
        }
        if (lines.isEmpty()) {
            throw Fault.of("the file is empty").at(where).as(kind);
        }
        List<String> header = lines.get(0);
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).size() != header.size()) {
                throw Fault.of("a row has another number of cells than the header")
                        .at(where + ", row " + i)
                        .got(lines.get(i).size())
                        .expected(String.valueOf(header.size()))
                        .as(kind);
            }
        }
        return new CsvRows(where, header, List.copyOf(lines.subList(1, lines.size())));
    }

    private static char separator(String text) {
        String first = text.lines().findFirst().orElse("");
        char best = ',';
        for (char c : new char[] {';', '\t'}) {
            best = count(first, c) > count(first, best) ? c : best;
        }
        return best;
    }

    private static long count(String text, char c) {
        return text.chars().filter(each -> each == c).count();
    }

    /** The cells of a column, by its place. */
    public List<String> column(int j) {
        return rows.stream().map(row -> row.get(j)).toList();
    }
}
