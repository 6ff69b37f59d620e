package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.BiFunction;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Batch normalisation of a narrow affine map goes a shorter way to the same numbers. */
class NormalizeTest {
    private static final int WIDTH = 48;
    private static final Table ROWS = Lab.normal(20, 3, 5);

    private record Parts(Var<TFloat32> w, Var<TFloat32> b, Var<TFloat32> scale, Var<TFloat32> shift) {
        static Parts of(Vars v) {
            Shape row = Shape.of(1, WIDTH);
            return new Parts(
                    v.weight("w", Shape.of(3, WIDTH), Init.normal(1)),
                    v.weight("b", row, Init.normal(1)),
                    v.weight("scale", row, Init.normal(1)),
                    v.weight("shift", row, Init.normal(1)));
        }
    }

    /** Value, mean and variance in one: the weights 1, 2 and 3 keep them apart. */
    private static Readout readout(
            String name, Parts parts, BiFunction<Maths, Operand<TFloat32>, Operand<TFloat32>> before) {
        Latent out = Latent.of(WIDTH);
        return Readout.perRow(name, out, (t, rows) -> {
            Maths m = t.m();
            Operand<TFloat32> map = m.affine(rows.value(), t.read(parts.w()), t.read(parts.b()));
            Maths.Normalized all =
                    m.normalize(before.apply(m, map), t.read(parts.scale()), t.read(parts.shift()), 1e-5);
            return Rows.of(out, m.add(m.add(all.value(), m.scale(all.mean(), 2)), m.scale(all.variance(), 3)));
        });
    }

    private static Plan plan(Problem p) {
        Parts parts = Parts.of(p.vars());
        return Plan.of(p.vars())
                .stage(Lab.idle())
                .probe(readout("short", parts, (m, map) -> map), readout("long", parts, (m, map) -> m.plus(map, 0)));
    }

    @Test
    void ofANarrowMapItIsThatOfAnyRows() {
        for (boolean exact : new boolean[] {false, true}) {
            Lab.Setup setup = Lab.over(ROWS);
            try (Lab lab = (exact ? setup.inDouble() : setup).plan(NormalizeTest::plan)) {
                float[] longer = lab.ask("long").toArray();
                float[] shorter = lab.ask("short").toArray();
                for (int i = 0; i < longer.length; i++) {
                    float near = (exact ? 1e-6f : 1e-5f) * Math.max(1, Math.abs(longer[i]));
                    assertThat(shorter[i]).as("entry %d", i).isCloseTo(longer[i], within(near));
                }
            }
        }
    }
}
