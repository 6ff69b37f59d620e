package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.assertj.core.api.AbstractThrowableAssert;
import org.coterie.api.Batch;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.RowVar;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.coterie.runtime.events.Event;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What an author may get wrong, and what the author is told: where, what, and what to do. */
class MistakesTest {
    private static final Optimizer SGD = Optimizer.sgd("sgd", Schedule.constant(0.1));

    /** The declared values a mistake is made with. */
    private record Given(Var<TFloat32> w, Var<TFloat32> other, Var<TFloat32> state, RowVar<TFloat32> rows) {
        static Given of(Problem p) {
            return new Given(
                    p.vars().weight("w", Shape.of(3), Init.ones()),
                    p.vars().weight("other", Shape.of(3), Init.ones()),
                    p.vars().state("state", Shape.of(1, 3), Init.ones()),
                    p.vars().perRow("rows", Shape.of(2)));
        }
    }

    private interface Closure {
        Terms of(Trace t, Batch b, Given given);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> descending(Closure loss) {
        return building(p -> {
            Given given = Given.of(p);
            return Plan.of(p.vars())
                    .stage(Stage.steps("train", 1)
                            .draw(Sampler.shuffled(3))
                            .update(Update.descend("all", SGD, List.of(given.w()), (t, b) -> loss.of(t, b, given))));
        });
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> asking(
            BiFunction<Trace, Rows<Features>, Rows<Features>> readout) {
        return building(
                p -> Plan.of(p.vars()).stage(Lab.idle()).readout(Readout.perRow("assign", p.features(), readout)));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> building(
            java.util.function.Function<Problem, Plan> plan) {
        return assertThatThrownBy(() -> new Lab.Setup().plan(plan).close())
                .isInstanceOfSatisfying(
                        CoterieException.class, e -> assertThat(e.kind()).isEqualTo(CoterieException.Kind.PLUGIN));
    }

    private static Operand<TFloat32> cost(Trace t, Given given) {
        return t.m().sum(t.m().square(t.read(given.w())), -1);
    }

    @Test
    void aWeightTheLossDoesNotUse() {
        String told = """
                train/all: a loss does not depend on a weight it is to move
                  got:      weight w
                  try:      leave it out of the list of the update, or use it in the loss""";
        descending((t, b, g) -> Terms.of(t).add("cost", t.m().sum(t.read(g.other()), -1)))
                .hasMessage(told);
        // read, but not on the way to the loss
        descending((t, b, g) -> {
                    t.watch("w", cost(t, g));
                    return Terms.of(t).add("cost", t.m().sum(t.read(g.other()), -1));
                })
                .hasMessage(told);
    }

    @Test
    void aWeightBehindAnOperationWithoutGradient() {
        descending((t, b, g) -> Terms.of(t).add("cost", t.m().stop(cost(t, g)))).hasMessage("""
                        train/all: no gradient reaches a weight
                          got:      weight w
                          try:      only operations without a gradient (stop, argMax, less) lie between it and the loss""");
    }

    @Test
    void twoTermsOfOneName() {
        descending((t, b, g) -> Terms.of(t).add("cost", cost(t, g)).add("cost", cost(t, g)))
                .hasMessage("""
                        two loss terms have the same name
                          got:      cost
                          expected: a name of its own for every term""");
    }

    @Test
    void aLossWithoutTerms() {
        descending((t, b, g) -> Terms.of(t)).hasMessage("train/all: a loss has no terms");
    }

    @Test
    void aTermPerRow() {
        descending((t, b, g) -> Terms.of(t).add("cost", t.m().sum(t.m().mul(b.x().value(), t.read(g.w())), -1)))
                .hasMessage("""
                        train/all/cost: a term is neither one number nor one per member of a stack
                          got:      shape [3]
                          expected: a scalar
                          try:      average over the rows""");
    }

    @Test
    void noiseAtRest() {
        asking((t, x) -> Rows.of(x.space(), t.noise("gates").normal(x.value()))).hasMessage("""
                        assign: noise is drawn at rest
                          got:      gates
                          try:      draw noise in updates only, or take it as an input of a drawn readout""");
    }

    @Test
    void aScheduleAtRest() {
        asking((t, x) -> Rows.of(x.space(), t.m().mul(x.value(), t.now("ramp", Schedule.constant(1)))))
                .hasMessage("""
                        a schedule is asked at rest, where there is no time
                          got:      now/ramp
                          try:      use schedules in updates only; keep in a state what a sweep or readout needs of them""");
    }

    @Test
    void aWriteInAReadout() {
        building(p -> {
                    Given g = Given.of(p);
                    return Plan.of(p.vars()).stage(Lab.idle()).probe(Readout.perRow("embed", p.features(), (t, x) -> {
                        t.write(g.state(), old -> old);
                        return x;
                    }));
                })
                .hasMessage("""
                        embed: something is written where nothing may be
                          got:      a write of state
                          try:      readouts and probes only read; write in an update or a sweep""");
    }

    @Test
    void oneOptimizerTwiceInAStep() {
        building(p -> {
                    Given g = Given.of(p);
                    Update.Descend first = Update.descend(
                            "first", SGD, List.of(g.w()), (t, b) -> Terms.of(t).add("cost", cost(t, g)));
                    Update.Follow second = Update.follow("second", SGD, (t, b) -> Map.of(g.other(), t.read(g.other())));
                    return Plan.of(p.vars()).stage(Stage.steps("train", 1).update(first, second));
                })
                .hasMessage("""
                        train/second: two updates of a step use the same optimiser
                          got:      sgd
                          try:      give each an optimiser with a name of its own""");
    }

    @Test
    void anotherShapeWritten() {
        descending((t, b, g) -> {
                    t.write(g.state(), old -> t.m().sum(old, -1));
                    return Terms.of(t).add("cost", cost(t, g));
                })
                .hasMessage("""
                        train/all, variable state: a variable is written with another shape
                          got:      shape [1]
                          expected: shape [1, 3]""");
    }

    @Test
    void anotherShapeWrittenPerRow() {
        descending((t, b, g) -> {
                    t.write(g.rows(), b, b.x().value());
                    return Terms.of(t).add("cost", cost(t, g));
                })
                .hasMessage("""
                        train/all, variable rows: a variable is written with another shape
                          got:      shape [3, 3]
                          expected: shape [3, 2]""");
    }

    @Test
    void aDirectionOfAnotherShape() {
        building(p -> {
                    Given g = Given.of(p);
                    return Plan.of(p.vars())
                            .stage(Stage.steps("train", 1)
                                    .update(Update.follow("cd", SGD, (t, b) -> Map.of(g.w(), t.read(g.state())))));
                })
                .hasMessage("""
                        train/cd: a direction does not have the shape of its weight
                          got:      shape [1, 3] for w[3]""");
    }

    /** Differentiating a loop would abort the process; it must not come that far. */
    @Test
    void aLoopInALoss() {
        descending((t, b, g) -> Terms.of(t).add("cost", t.m().reshape(looped(t.tf(), cost(t, g)))))
                .hasMessageStartingWith("train/all: a loss contains a loop or a branch, which has no gradient here\n")
                .hasMessageContaining("unroll it, or choose with where()");
    }

    private static Operand<TFloat32> looped(Ops tf, Operand<TFloat32> start) {
        return tf.math.mul(start, enter(tf, start));
    }

    @SuppressWarnings("unchecked")
    private static Operand<TFloat32> enter(Ops tf, Operand<TFloat32> start) {
        return (Operand<TFloat32>) (Operand<?>) tf.scope()
                .opBuilder("Enter", "enter")
                .addInput(start.asOutput())
                .setAttr("frame_name", "frame")
                .build()
                .output(0);
    }

    @Test
    void matricesThatDoNotMeet() {
        descending((t, b, g) -> Terms.of(t)
                        .add("cost", t.m().sum(t.m().sum(t.m().dot(b.x().value(), t.read(g.state())), -1), -1)))
                .hasMessageStartingWith("stage train: a stage cannot be built\n  got:      ")
                .hasMessageContaining("Dimensions must be equal");
    }

    @Test
    void aMemberOfAVariableThatIsWrittenWhole() {
        building(p -> {
                    p.vars().at("a").weight("w", Shape.of(2), Init.zeros());
                    p.vars().stack("a", 3).weight("w", Shape.of(2), Init.zeros());
                    return Plan.of(p.vars()).stage(Lab.idle());
                })
                .hasMessage("""
                        a/w: a variable is declared twice, differently
                          got:      a/w[2] and a/w[3, 2]
                          try:      give one of them a name of its own""");
    }

    /** ln(1 − 0.3·step) is not a number from the fourth step of the stage on: step 4 of 20, two steps an epoch. */
    private static Operand<TFloat32> doomed(Trace t) {
        return t.m().log(t.now("fall", c -> 1 - 0.3 * (c.stageStep() + 1)));
    }

    @Test
    void aTermThatIsNoNumberStopsTheRun() {
        for (boolean loops : new boolean[] {true, false}) {
            Lab.Setup setup = Lab.over(Table.of(new float[7][3]));
            try (Lab lab = (loops ? setup : setup.stepByStep()).plan(p -> {
                Given g = Given.of(p);
                Update calm = Update.descend(
                        "calm", SGD, List.of(g.w()), (t, b) -> Terms.of(t).add("cost", cost(t, g)));
                Update wild = Update.descend(
                        "wild",
                        Optimizer.sgd("o", Schedule.constant(0)),
                        List.of(g.other()),
                        (t, b) -> Terms.of(t)
                                .add("calm", t.m().sum(t.read(g.other()), -1))
                                .add("fall", t.m().mul(doomed(t), t.m().sum(t.read(g.other()), -1))));
                return Plan.of(p.vars())
                        .stage(
                                Stage.steps("first", 3).update(calm),
                                Stage.epochs("second", 5, 15)
                                        .draw(Sampler.shuffled(3))
                                        .update(calm, wild));
            })) {
                assertThatThrownBy(lab::run)
                        .isInstanceOfSatisfying(
                                CoterieException.class,
                                e -> assertThat(e.kind()).isEqualTo(CoterieException.Kind.TRAINING))
                        .hasMessage("""
                                stage second, epoch 6, step 4: training diverged: loss term 'fall' of wild is NaN
                                  expected: finite numbers
                                  try:      lower the learning rate or look at the scale of the data; there is no checkpoint yet""");
            }
        }
    }

    @Test
    void oneMemberOfAStackGoingAstrayOnlyWarns() {
        try (Lab lab = new Lab.Setup().stage(p -> {
            Var<TFloat32> w = p.vars().stack("restart", 3).weight("w", Shape.of(2), Init.ones());
            return Stage.steps("train", 20).update(Update.descend("all", SGD, List.of(w), (t, b) -> {
                Operand<TFloat32> factor = t.m().stack(List.of(t.m().real(1), doomed(t), t.m().real(2)));
                return Terms.of(t).add("cost", t.m().mul(factor, t.m().sum(t.m().square(t.read(w)), -1)));
            }));
        })) {
            lab.run();
            assertThat(lab.events.stream()
                            .filter(Event.Warning.class::isInstance)
                            .map(e -> ((Event.Warning) e).text()))
                    .containsExactly("stage train: 1 of 3 members of 'cost' are no longer finite; the others go on");
            float[] w = lab.read("restart/w");
            assertThat(new float[] {w[2], w[3]}).containsOnly(Float.NaN);
            assertThat(w[0]).isCloseTo((float) Math.pow(0.8, 20), within(1e-5f));
            assertThat(w[5]).isCloseTo((float) Math.pow(0.6, 20), within(1e-5f));
        }
    }

    /** A singular matrix in one member; inverting it would end the run of all. */
    @Test
    void aSingularMatrixInOneMemberLeavesTheOthers() {
        try (Lab lab = new Lab.Setup().stage(p -> {
            Var<TFloat32> w = p.vars().stack("restart", 2).weight("w", Shape.of(2, 2), Init.ones());
            return Stage.steps("train", 1)
                    .update(Update.descend(
                            "all", SGD, List.of(w), (t, b) -> Terms.of(t).add("rate", t.m().logDet(t.read(w)))));
        })) {
            lab.engine.write("restart/w", new float[] {1, 1, 1, 1, 2, 1, 1, 2});
            float[] shown = lab.step(1);
            assertThat(shown[0]).isNaN();
            assertThat(shown[1]).isCloseTo((float) Math.log(3), within(1e-6f));
            float[] w = lab.read("restart/w");
            assertThat(w[0]).isNaN();
            // the inverse of [[2, 1], [1, 2]] is [[2, −1], [−1, 2]] / 3
            assertThat(w[4]).isCloseTo(2 - 0.2f / 3, within(1e-6f));
            assertThat(w[5]).isCloseTo(1 + 0.1f / 3, within(1e-6f));
        }
    }
}
