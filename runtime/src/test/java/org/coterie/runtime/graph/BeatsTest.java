package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.coterie.api.Desk;
import org.coterie.api.Init;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What happens between steps: beats, the best values, stopping, and drawing anew. */
class BeatsTest {

    /** w grows by 1 in every step. */
    private static Update counting(Var<TFloat32> w, Optimizer by) {
        return Update.follow("count", by, (t, b) -> Map.of(w, t.m().real(-1)));
    }

    private static Update counting(Var<TFloat32> w) {
        return counting(w, Optimizer.sgd("sgd", Schedule.constant(1)));
    }

    private static Lab lab(Function<Problem, Stage> stage) {
        return new Lab.Setup().rows(new float[7][1]).stage(stage);
    }

    private static Var<TFloat32> w(Problem p) {
        return p.vars().weight("w", Shape.scalar(), Init.zeros());
    }

    /** Seven rows in batches of 3: two steps an epoch. Epochs 2 to 8 are 12 steps. */
    @Test
    void beatsFallOnTheirStepsAndEpochs() {
        List<String> heard = new ArrayList<>();
        try (Lab lab = lab(p -> {
            Var<TFloat32> w = w(p);
            Function<String, Stage> say = name -> Stage.host(
                    name,
                    desk -> heard.add(name + " " + (int) desk.read(w)[0] + "/"
                            + desk.clock().stageStep()));
            return Stage.epochs("train", 2, 8)
                    .draw(Sampler.shuffled(3))
                    .update(counting(w))
                    .everyEpochs(2, say.apply("epochs"))
                    .everySteps(5, say.apply("steps"), say.apply("then"));
        })) {
            lab.run();
        }
        assertThat(heard)
                .containsExactly(
                        "epochs 4/4",
                        "steps 5/5",
                        "then 5/5",
                        "epochs 8/8",
                        "steps 10/10",
                        "then 10/10",
                        "epochs 12/12");
    }

    @Test
    void schedulesSeeTheEpochsOfTheRange() {
        try (Lab lab = lab(p -> {
            Var<TFloat32> seen = p.vars().state("seen", Shape.of(12), Init.zeros());
            return Stage.epochs("train", 2, 8).draw(Sampler.shuffled(3)).update(Update.write("look", (t, b) -> {
                var now = t.m().reshape(t.now("epoch", c -> (double) c.epoch()), 1);
                t.write(seen, old -> t.m().beside(List.of(t.m().columns(old, 1, 12), now)));
            }));
        })) {
            lab.run();
            assertThat(lab.read("seen")).containsExactly(2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7);
        }
    }

    /** Scores rise to step 3 and fall; weights, states and whole numbers of that moment come back. */
    @Test
    void theBestValuesComeBackWhenTheStageEnds() {
        try (Lab lab = new Lab.Setup().plan(p -> {
            Var<TFloat32> w = w(p);
            Var<TInt32> best = p.vars().count("best", Shape.of(2));
            return Plan.of(p.vars())
                    .stage(
                            Stage.steps("train", 9).update(counting(w)).everySteps(1, Stage.host("keep", desk -> {
                                float now = desk.read(w)[0];
                                desk.write(best, new int[] {(int) now, 100 + (int) now});
                                desk.keepIfBest(-Math.abs(now - 3));
                            })),
                            Stage.steps("after", 1).update(counting(w)));
        })) {
            lab.run();
            assertThat(lab.read("w")).containsExactly(4);
            assertThat(lab.engine.ints("best")).containsExactly(3, 103);
        }
    }

    @Test
    void stopEndsTheStageAndNotTheRun() {
        try (Lab lab = new Lab.Setup().plan(p -> {
            Var<TFloat32> w = w(p);
            return Plan.of(p.vars())
                    .stage(
                            Stage.steps("train", 500).update(counting(w)).everySteps(5, Stage.host("enough", desk -> {
                                if (desk.clock().stageStep() == 15) {
                                    desk.stop();
                                }
                            })),
                            Stage.steps("after", 2).update(counting(w)));
        })) {
            assertThat(lab.run().trainer.steps()).isEqualTo(17);
            assertThat(lab.read("w")).containsExactly(17);
        }
    }

    /** Momentum 1: velocities count steps. Weights whose names end alike must not be taken for one another. */
    private static Map<String, float[]> afterReset(Consumer<Reset> reset) {
        try (Lab lab = new Lab.Setup().plan(p -> {
            Vars heads = p.vars().stack("head", 3);
            Var<TFloat32> w = p.vars().weight("w", Shape.of(2), Init.normal(1));
            Var<TFloat32> part = p.vars().at("part").weight("w", Shape.of(2), Init.normal(1));
            Var<TFloat32> all = heads.weight("w", Shape.of(2), Init.normal(1));
            Optimizer momentum = Optimizer.momentum("m", Schedule.constant(0), 1);
            Update count = Update.follow(
                    "count",
                    momentum,
                    (t, b) -> Map.of(
                            w, t.m().sub(t.m().stop(t.read(w)), t.m().plus(t.read(w), -1)),
                            part, t.m().sub(t.m().stop(t.read(part)), t.m().plus(t.read(part), -1)),
                            all, t.m().sub(t.m().stop(t.read(all)), t.m().plus(t.read(all), -1))));
            return Plan.of(p.vars())
                    .stage(
                            Stage.steps("s", 3).update(count),
                            Stage.host("reset", desk -> reset.accept(new Reset(desk, w, heads))));
        })) {
            Map<String, float[]> values = new java.util.LinkedHashMap<>();
            lab.all().forEach((path, value) -> values.put("start/" + path, value));
            lab.run();
            for (String path : List.of("w", "part/w", "head/w")) {
                values.put(path, lab.read(path));
                values.put("velocity/" + path, lab.read("~optimizer/m/velocity/" + path));
            }
            return values;
        }
    }

    private record Reset(Desk desk, Var<TFloat32> w, Vars heads) {}

    @Test
    void resetDrawsAnewAndClearsWhatOptimisersRememberOfThatWeightAlone() {
        Map<String, float[]> after = afterReset(r -> r.desk().reset(List.of(r.w())));
        assertThat(after.get("w")).isNotEqualTo(after.get("start/w"));
        assertThat(after.get("velocity/w")).containsExactly(0, 0);
        assertThat(after.get("part/w")).containsExactly(after.get("start/part/w"));
        assertThat(after.get("velocity/part/w")).containsExactly(3, 3);
        assertThat(after.get("velocity/head/w")).containsExactly(3, 3, 3, 3, 3, 3);
    }

    @Test
    void resetOfAMemberLeavesTheOthers() {
        Map<String, float[]> after =
                afterReset(r -> r.desk().reset(r.heads().member(1).weights()));
        float[] start = after.get("start/head/w");
        float[] now = after.get("head/w");
        assertThat(new float[] {now[0], now[1], now[4], now[5]})
                .containsExactly(start[0], start[1], start[4], start[5]);
        assertThat(now[2]).isNotEqualTo(start[2]);
        assertThat(after.get("velocity/head/w")).containsExactly(3, 3, 0, 0, 3, 3);
    }

    @Test
    void twoResetsDrawDifferently() {
        Map<String, float[]> once = afterReset(r -> r.desk().reset(List.of(r.w())));
        Map<String, float[]> again = afterReset(r -> r.desk().reset(List.of(r.w())));
        Map<String, float[]> twice = afterReset(r -> {
            r.desk().reset(List.of(r.w()));
            r.desk().reset(List.of(r.w()));
        });
        assertThat(again.get("w")).containsExactly(once.get("w"));
        assertThat(twice.get("w")).isNotEqualTo(once.get("w"));
    }

    @Test
    void watchedNumbersReachTheDeskByName() {
        List<float[]> seen = new ArrayList<>();
        try (Lab lab = lab(p -> {
            Var<TFloat32> w = w(p);
            return Stage.steps("train", 4)
                    .update(Update.follow("count", Optimizer.sgd("sgd", Schedule.constant(1)), (t, b) -> {
                        t.watch("w", t.read(w));
                        t.watch("pair", t.m().stack(List.of(t.read(w), t.m().real(7))));
                        return Map.of(w, t.m().real(-1));
                    }))
                    .everySteps(2, Stage.host("look", desk -> {
                        seen.add(desk.watched("w"));
                        seen.add(desk.watched("count/pair"));
                    }));
        })) {
            lab.run();
        }
        assertThat(seen).containsExactly(new float[] {1}, new float[] {1, 7}, new float[] {3}, new float[] {3, 7});
    }
}
