package org.coterie.runtime.config;

import java.util.List;

/**
 * What the report of a run holds. It changes no result.
 *
 * @param enabled whether a run writes one
 * @param map how rows are laid out in two dimensions
 * @param points most points in a map, 100 to 20,000; of more rows as many are drawn
 * @param figures whether each figure is also a file
 * @param image how a row is a picture, where neither the reader nor the names of columns say so: height, width and, for
 *     colours, 3; empty for no picture
 */
public record ReportOptions(boolean enabled, Layout map, int points, boolean figures, List<Integer> image) {

    /** Copies the list. */
    public ReportOptions {
        image = List.copyOf(image);
    }

    /** Of rows that are no pictures unless they say so. */
    public ReportOptions(boolean enabled, Layout map, int points, boolean figures) {
        this(enabled, map, points, figures, List.of());
    }

    /** How rows are laid out. */
    public enum Layout {
        /** Near rows near, with the principal components beside it. */
        UMAP,
        /** The two principal components. */
        PCA,
        /** No map. */
        NONE
    }

    /** A report with everything. */
    public static ReportOptions defaults() {
        return new ReportOptions(true, Layout.UMAP, 5000, true);
    }
}
