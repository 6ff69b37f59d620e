package org.coterie.runtime.plugins;

/**
 * A service that was made, not yet asked anything.
 *
 * @param service a method, data format, transform or catalogue
 * @param reference the text of its jar's {@code reference.conf}; empty where there is none
 * @param origin where it comes from
 */
record Candidate(Object service, String reference, Origin origin) {}
