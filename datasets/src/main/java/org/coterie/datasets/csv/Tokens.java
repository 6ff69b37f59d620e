package org.coterie.datasets.csv;

import java.util.Arrays;
import java.util.Set;

/** The cells that mean "no value", compared without making texts of cells. */
final class Tokens {
    private final char[][] tokens;
    private final boolean numeric;

    /**
     * The tokens of a file.
     *
     * @param mark the decimal mark
     */
    Tokens(Set<String> tokens, char mark) {
        this.tokens = tokens.stream().map(String::toCharArray).toArray(char[][]::new);
        this.numeric = tokens.stream().anyMatch(token -> Float.isFinite(Numbers.parse(token, mark)));
    }

    /** Whether a finite number may be one of them. */
    boolean mayBeNumbers() {
        return numeric;
    }

    boolean contain(char[] text, int from, int to) {
        for (char[] token : tokens) {
            if (token.length == to - from && Arrays.equals(token, 0, token.length, text, from, to)) {
                return true;
            }
        }
        return false;
    }
}
