package org.coterie.api.data;

import java.util.List;

/**
 * Known classes of the rows. The runtime compares clusters with them and hands them to no method that does not ask.
 *
 * @param name the column or file they came from
 * @param classes the class names, in order of first appearance or as the format gives them
 * @param of the class of each row as an index into {@code classes}; -1 where unknown
 */
public record Labels(String name, List<String> classes, int[] of) implements Annotation {

    /** Copies both and checks the range. */
    public Labels {
        classes = List.copyOf(classes);
        of = of.clone();
        for (int label : of) {
            if (label < -1 || label >= classes.size()) {
                throw new IllegalArgumentException("label " + label + " of " + classes.size() + " classes");
            }
        }
    }

    @Override
    public int[] of() {
        return of.clone();
    }

    @Override
    public int rows() {
        return of.length;
    }

    @Override
    public Labels select(int[] rows) {
        int[] some = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            some[i] = of[rows[i]];
        }
        return new Labels(name, classes, some);
    }
}
