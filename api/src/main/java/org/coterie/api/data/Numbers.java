package org.coterie.api.data;

/**
 * A number for every row.
 *
 * @param name the column or file it came from
 * @param of the number of each row; NaN where unknown
 */
public record Numbers(String name, float[] of) implements Annotation {

    /** Copies the numbers. */
    public Numbers {
        of = of.clone();
    }

    @Override
    public float[] of() {
        return of.clone();
    }

    @Override
    public int rows() {
        return of.length;
    }

    @Override
    public Numbers select(int[] rows) {
        float[] some = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            some[i] = of[rows[i]];
        }
        return new Numbers(name, some);
    }
}
