package org.coterie.baselines;

import org.coterie.algorithms.KPlanes;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Scores;
import org.coterie.api.Settings;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The plugin {@code kplanes}: {@link KPlanes}, rows by the plane that explains them best. */
public final class KPlanesMethod extends Baseline<KPlanesMethod.Options> {

    /** For {@link java.util.ServiceLoader}. */
    public KPlanesMethod() {
        super(
                "kplanes",
                "Clusters around planes: a mean and principal directions each (Bradley and Mangasarian 2000).");
    }

    /**
     * Its settings.
     *
     * @param k number of clusters, 1 to 1000
     * @param dimensions of each plane, 1 to 1000; fewer than columns
     * @param penalty on lying far out in a plane, 0 to 1; at 1 it is k-means
     * @param restarts number of starts, 1 to 1000
     * @param iterations most iterations of a start, 1 to 1,000,000
     */
    public record Options(int k, int dimensions, double penalty, int restarts, int iterations) {

        /** Checks the ranges. */
        public Options {
            check("k", k, 1, 1000);
            check("dimensions", dimensions, 1, 1000);
            check("penalty", penalty, 0, 1);
            check("restarts", restarts, 1, 1000);
            check("iterations", iterations, 1, 1_000_000);
        }

        /** What {@code reference.conf} says, but for k. */
        public static Options of(int k) {
            return new Options(k, 1, 0.03, 10, 100);
        }
    }

    @Override
    public Options settings(Settings in) {
        return new Options(
                in.integer("k", 1, 1000),
                in.integer("dimensions", 1, 1000),
                in.real("penalty", 0, 1),
                in.integer("restarts", 1, 1000),
                in.integer("iterations", 1, 1_000_000));
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        enough(problem, s.k());
        int m = problem.features().width();
        if (m <= s.dimensions()) {
            throw Fault.of("planes have fewer dimensions than the space they lie in")
                    .at("dimensions")
                    .got(s.dimensions() + " in " + m + " columns")
                    .expected("less than " + m)
                    .as(CoterieException.Kind.CONFIG);
        }
        Var<TFloat32> centres = problem.vars().state("centres", Shape.of(s.k(), 1, m), Init.zeros());
        Var<TFloat32> directions = problem.vars().state("directions", Shape.of(s.k(), s.dimensions(), m), Init.zeros());
        return Plan.of(problem.vars())
                .stage(Stage.host("fit", desk -> {
                    KPlanes.Result found = new KPlanes(s.k(), s.dimensions(), s.penalty(), s.restarts(), s.iterations())
                            .fit(desk.data(), desk.random("k-planes"));
                    desk.write(centres, found.centres().toArray());
                    desk.write(directions, found.directions().toArray());
                    desk.report("cost", found.cost());
                    if (!found.converged()) {
                        desk.warn("k-planes was stopped after " + found.iterations() + " iterations");
                    }
                }))
                .readout(
                        Readout.perRow(
                                "assign",
                                new Clusters(s.k()),
                                (t, x) -> t.hard(Rows.of(
                                        new Scores(s.k()),
                                        t.m().neg(costs(t, x.value(), centres, directions, s.penalty()))))),
                        Readout.fixed("centroids", problem.features(), t -> t.m().reshape(t.read(centres), s.k(), m)));
    }

    /** |x − c|² − (1 − λ)|V(x − c)|², {@code [n, k]}. */
    private static Operand<TFloat32> costs(
            Trace t, Operand<TFloat32> x, Var<TFloat32> centres, Var<TFloat32> directions, double penalty) {
        Maths m = t.m();
        Operand<TFloat32> d = m.sub(x, t.read(centres));
        Operand<TFloat32> along = m.sum(m.square(m.dotBT(d, t.read(directions))), -1);
        return m.swap(m.sub(m.sum(m.square(d), -1), m.scale(along, 1 - penalty)));
    }
}
