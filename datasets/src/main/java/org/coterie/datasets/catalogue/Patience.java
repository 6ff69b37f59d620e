package org.coterie.datasets.catalogue;

import java.time.Duration;

/**
 * How long and how much is waited for.
 *
 * @param silence without a byte, after which a source counts as gone
 * @param attempts in a row that bring nothing new, after which an address is given up
 * @param largest bytes of a file whose size nobody knows
 */
record Patience(Duration silence, int attempts, long largest) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(30), 2, 8L << 30);
}
