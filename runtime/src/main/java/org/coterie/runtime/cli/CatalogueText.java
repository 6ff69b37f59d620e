package org.coterie.runtime.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.coterie.api.data.Catalogue.Download;
import org.coterie.api.data.Catalogue.Entry;
import org.coterie.api.data.Catalogue.Known;

/** The data sets of the catalogues as people read them. */
final class CatalogueText {
    private static final int WIDTH = 100;

    private CatalogueText() {}

    /** A line or more for each, what cannot be fetched last. */
    static String list(List<Entry> entries) {
        StringBuilder text = new StringBuilder();
        int width = entries.stream().mapToInt(e -> e.name().length()).max().orElse(0);
        for (boolean fetched : List.of(true, false)) {
            String title = fetched ? "To fetch\n" : "\nOnly a person can get\n";
            List<Entry> some = entries.stream()
                    .filter(e -> e.downloads().isEmpty() != fetched)
                    .toList();
            text.append(some.isEmpty() ? "" : title);
            for (Entry entry : some) {
                String name =
                        "  " + entry.name() + " ".repeat(width - entry.name().length() + 2);
                String size = fetched ? sizes(entry) : "";
                text.append(name)
                        .append(wrapped(entry.about() + size, name.length()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** Everything that is known of one. */
    static String of(Entry entry) {
        StringBuilder text = new StringBuilder(entry.name())
                .append("\n  ")
                .append(wrapped(entry.about(), 2))
                .append("\n  licence: ")
                .append(entry.licence())
                .append('\n');
        for (Download file : entry.downloads()) {
            text.append("\n  ").append(file.file()).append(file.unpack() ? " (unpacked after fetching)\n" : "\n");
            file.addresses().forEach(address -> fact(text, "from", Optional.of(address)));
            fact(text, "bytes", file.bytes());
            fact(text, "checksum", file.checksum());
        }
        if (!entry.byHand().isEmpty()) {
            text.append("\n  ").append(entry.byHand().replace("\n", "\n  ")).append('\n');
        }
        return text.toString();
    }

    private static void fact(StringBuilder text, String name, Optional<? extends Known<?>> fact) {
        text.append(String.format(Locale.ROOT, "    %-9s ", name))
                .append(fact.map(known -> known.value() + (known.verified() ? "  verified" : "  recalled"))
                        .orElse("not known"))
                .append('\n');
    }

    private static String sizes(Entry entry) {
        boolean known = entry.downloads().stream().allMatch(d -> d.bytes().isPresent());
        long bytes = entry.downloads().stream()
                .mapToLong(d -> d.bytes().map(Known::value).orElse(0L))
                .sum();
        boolean pinned = entry.downloads().stream().allMatch(d -> d.checksum().isPresent());
        return " " + (known ? size(bytes) : "Size not known") + (pinned ? "." : ", no checksum known.");
    }

    static String size(long bytes) {
        if (bytes < 1000) {
            return OutcomeText.count(bytes, "byte");
        }
        return bytes < 100_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** Lines of moderate length, the later ones with blanks in front. */
    private static String wrapped(String text, int indent) {
        StringBuilder all = new StringBuilder();
        int length = indent;
        for (String word : text.split(" ", -1)) {
            if (length > indent && length + word.length() + 1 > WIDTH) {
                all.append('\n').append(" ".repeat(indent));
                length = indent;
            } else if (length > indent) {
                all.append(' ');
                length++;
            }
            all.append(word);
            length += word.length();
        }
        return all.toString();
    }
}
