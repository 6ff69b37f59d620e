package org.coterie.datasets.h5ad;

import java.util.List;
import java.util.Optional;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Numbers;
import org.coterie.datasets.files.Classes;
import org.coterie.datasets.files.Names;
import org.coterie.datasets.hdf5.Cells;

/** A column of a data frame: as classes of rows, or as an annotation. */
sealed interface Column {

    int rows();

    /** As classes; empty where no row has one. */
    Optional<Labels> labels();

    /** Numbers as numbers, everything else as classes. */
    Optional<Annotation> annotation();

    /** Codes of categories, in the file's order; −1 is unknown. */
    static Column coded(String name, List<String> categories, long[] codes) {
        int[] of = new int[codes.length];
        for (int i = 0; i < of.length; i++) {
            if (codes[i] < -1 || codes[i] >= categories.size()) {
                throw new IllegalArgumentException("category " + codes[i] + " of " + categories.size());
            }
            of[i] = (int) codes[i];
        }
        return new Coded(new Labels(name, Names.unique(categories), of));
    }

    /** Values as they are stored. */
    static Column plain(String name, Cells cells) {
        return masked(name, cells, new long[cells.count()]);
    }

    /** Values, of which some are unknown: where the mask is not 0. */
    static Column masked(String name, Cells cells, long[] mask) {
        if (mask.length != cells.count() || cells.width() != 1) {
            throw new IllegalArgumentException("values and mask differ in length");
        }
        return new Plain(name, cells, mask);
    }

    record Coded(Labels known) implements Column {
        @Override
        public int rows() {
            return known.rows();
        }

        @Override
        public Optional<Labels> labels() {
            return Optional.of(known);
        }

        @Override
        public Optional<Annotation> annotation() {
            return Optional.of(known);
        }
    }

    record Plain(String name, Cells cells, long[] mask) implements Column {
        @Override
        public int rows() {
            return cells.count();
        }

        @Override
        public Optional<Labels> labels() {
            Classes classes = new Classes();
            List<String> texts = cells.texts();
            for (int i = 0; i < mask.length; i++) {
                String text = texts.get(i);
                if (mask[i] != 0 || text.isEmpty() || cells.isNumber() && text.equals("NaN")) {
                    classes.addUnknown();
                } else {
                    classes.add(text);
                }
            }
            return classes.labels(name);
        }

        @Override
        public Optional<Annotation> annotation() {
            if (!cells.isNumber()) {
                return labels().map(known -> known);
            }
            float[] numbers = cells.floats();
            for (int i = 0; i < mask.length; i++) {
                numbers[i] = mask[i] == 0 ? numbers[i] : Float.NaN;
            }
            return Optional.of(new Numbers(name, numbers));
        }
    }
}
