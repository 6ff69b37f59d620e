package org.coterie.baselines;

import java.util.Arrays;
import java.util.Optional;
import org.coterie.api.Clusters;
import org.coterie.api.Desk;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Scores;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** k centres in the model, and the distances of rows from them. */
final class Centres {
    private final int k;
    private final int width;
    private final Var<TFloat32> centres;
    private final Var<TFloat32> shift; // the mean of the centres: near it, squares keep their digits
    private final Optional<Var<TFloat32>> mask; // 1 for the columns that count

    private Centres(Vars v, int k, int width, boolean masked) {
        this.k = k;
        this.width = width;
        centres = v.state("centres", Shape.of(k, width), Init.zeros());
        shift = v.state("shift", Shape.of(1, width), Init.zeros());
        mask = masked ? Optional.of(v.state("mask", Shape.of(1, width), Init.ones())) : Optional.empty();
    }

    static Centres of(Vars v, int k, int width) {
        return new Centres(v, k, width, false);
    }

    /** Of which some columns count only. */
    static Centres masked(Vars v, int k, int width) {
        return new Centres(v, k, width, true);
    }

    void write(Desk desk, Table found) {
        float[] values = found.toArray();
        float[] mean = new float[width];
        for (int j = 0; j < width; j++) {
            double sum = 0;
            for (int c = 0; c < k; c++) {
                sum += values[c * width + j];
            }
            mean[j] = (float) (sum / k);
        }
        desk.write(centres, values);
        desk.write(shift, mean);
    }

    /** The numbers of the columns that count. */
    void write(Desk desk, int[] columns) {
        float[] ones = new float[width];
        Arrays.stream(columns).forEach(j -> ones[j] = 1);
        desk.write(mask.orElseThrow(), ones);
    }

    /** |x|² − 2 x·c + |c|², {@code [n, k]}. */
    Operand<TFloat32> squared(Trace t, Operand<TFloat32> rows) {
        Maths m = t.m();
        Operand<TFloat32> x = counted(t, m.sub(rows, t.read(shift)));
        Operand<TFloat32> c = counted(t, m.sub(t.read(centres), t.read(shift)));
        Operand<TFloat32> xx = m.sumKept(m.square(x), -1);
        Operand<TFloat32> cc = m.swap(m.sumKept(m.square(c), -1));
        return m.add(m.sub(xx, m.scale(m.dotBT(x, c), 2)), cc);
    }

    private Operand<TFloat32> counted(Trace t, Operand<TFloat32> x) {
        return mask.map(ones -> t.m().mul(x, t.read(ones))).orElse(x);
    }

    /** One-hot of the nearest centre, the first of equals. */
    Rows<Clusters> nearest(Trace t, Operand<TFloat32> rows) {
        return t.hard(Rows.of(new Scores(k), t.m().neg(squared(t, rows))));
    }

    Readout.PerRow<Clusters> assign() {
        return Readout.perRow("assign", new Clusters(k), (t, x) -> nearest(t, x.value()));
    }

    Readout.Fixed centroids(Features x) {
        return Readout.fixed("centroids", x, t -> t.read(centres));
    }

    /** 1 for each column that counts, else 0. */
    Readout.Fixed gates(Features x) {
        return Readout.fixed("global-gates", x, t -> t.read(mask.orElseThrow()));
    }
}
