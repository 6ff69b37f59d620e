package org.coterie.runtime;

/** The entry for programs. */
public final class Coterie {
    private Coterie() {}
}
