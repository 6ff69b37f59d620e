package org.coterie.algorithms;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What somebody probably meant to write: for messages about unknown keys, columns and files. */
public final class Spelling {
    private Spelling() {}

    /**
     * The known name nearest to a written one: least number of inserted, deleted, replaced and swapped letters, upper
     * and lower case and {@code - _ .} and blanks being alike. The first of equals wins.
     *
     * @return empty if more than a third of the letters would have to change, where two may in a name of four letters,
     *     one in one of two or three, and none in a single letter
     */
    public static Optional<String> nearest(String written, Collection<String> known) {
        String plain = plain(written);
        int limit = plain.length() < 4 ? plain.length() / 2 : Math.max(2, plain.length() / 3);
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            String other = plain(name);
            // names of very different length are skipped unread, so that a wide table costs little
            if (!other.isEmpty() && Math.abs(other.length() - plain.length()) <= limit) {
                int steps = distance(plain, other);
                if (steps < least) {
                    least = steps;
                    best = name;
                }
            }
        }
        return least <= limit ? Optional.of(best) : Optional.empty();
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
    }

    /** Optimal string alignment: Levenshtein's distance with a swap of neighbours as one step. */
    private static int distance(String a, String b) {
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        int[] next = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            next[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = row[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                next[j] = Math.min(replace, 1 + Math.min(row[j], next[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    next[j] = Math.min(next[j], last[j - 2] + 1);
                }
            }
            int[] spare = last;
            last = row;
            row = next;
            next = spare;
        }
        return row[b.length()];
    }
}
