package org.coterie.api.data;

/**
 * Something known of every row beside its features: a batch, a donor, a dose. Annotations explain clusters afterwards and
 * may steer a transform; no method sees them unless it asks.
 */
public sealed interface Annotation permits Labels, Numbers {

    /** The column or file it came from. */
    String name();

    /** Number of rows. */
    int rows();

    /** The same annotation for some of the rows, in the order given; a row may be named twice. */
    Annotation select(int[] rows);
}
