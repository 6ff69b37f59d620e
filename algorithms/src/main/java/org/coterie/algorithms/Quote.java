package org.coterie.algorithms;

import java.util.List;

/** Foreign text in messages. */
public final class Quote {
    private static final int LONGEST = 40;
    private static final int SHOWN = 5;

    private Quote() {}

    /** The text in quotes, cut and with unprintable characters replaced. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(LONGEST).forEach(c -> {
            boolean control = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
            shown.appendCodePoint(control ? '\uFFFD' : c);
        });
        return shown.append(text.codePointCount(0, text.length()) > LONGEST ? "…\"" : "\"")
                .toString();
    }

    /** The first of the texts in quotes and how many more there are. */
    public static String list(List<String> texts) {
        String first =
                String.join(", ", texts.stream().limit(SHOWN).map(Quote::of).toList());
        return texts.size() > SHOWN ? first + " and " + (texts.size() - SHOWN) + " more" : first;
    }
}
