package org.coterie.deepwak;

import java.util.function.UnaryOperator;
import org.coterie.api.Features;
import org.coterie.api.Maths;
import org.coterie.api.Rows;
import org.coterie.api.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Every entry predicted without being seen, equations (6) and (7): columns are hidden in groups, each once, as masked training
 * hides them (X ⊙ (1 − H) / (1 − p)). How far a row is from these predictions says how new it is: a row like the training rows is
 * predicted from what is visible of it, one unlike them is not.
 */
final class Unseen {
    /** Groups of columns, column j being in group j mod 5; fewer where there are fewer columns. */
    static final int GROUPS = 5;

    private Unseen() {}

    /** The predictions of all entries; {@code predict} is asked once for each group. */
    static Operand<TFloat32> of(Trace t, Rows<Features> x, UnaryOperator<Rows<Features>> predict) {
        Maths m = t.m();
        int columns = x.space().width();
        int groups = Math.max(1, Math.min(GROUPS, columns));
        Operand<TFloat32> all = m.scale(x.value(), 0);
        for (int g = 0; g < groups; g++) {
            Operand<TFloat32> hidden = hidden(t, x, g, groups);
            int count = (columns - g + groups - 1) / groups;
            double visible = Math.max(1, columns - count) / (double) columns;
            Operand<TFloat32> left = m.scale(m.mul(x.value(), m.sub(m.real(1), hidden)), 1 / visible);
            all = m.add(
                    all, m.mul(hidden, predict.apply(Rows.of(x.space(), left)).value()));
        }
        return all;
    }

    /** Mean squared distance of each row from the predictions of its entries, {@code [n, 1]}. */
    static Operand<TFloat32> novelty(Trace t, Rows<Features> x, UnaryOperator<Rows<Features>> predict) {
        Maths m = t.m();
        Operand<TFloat32> error = m.square(m.sub(of(t, x, predict), x.value()));
        return m.meanKept(m.reshape(error, -1, x.space().width()), -1);
    }

    /** 1 in the columns of a group. */
    static Operand<TFloat32> hidden(Trace t, Rows<Features> x, int group, int groups) {
        float[] mask = new float[x.space().width()];
        for (int j = group; j < mask.length; j += groups) {
            mask[j] = 1;
        }
        return t.m().reshape(t.tf().constant(mask), x.space().row().asArray());
    }
}
