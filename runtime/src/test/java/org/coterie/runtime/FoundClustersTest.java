package org.coterie.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.coterie.api.Child;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Update;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.store.Checkpoint;
import org.coterie.model.store.Checkpoints;
import org.coterie.model.store.NdArray;
import org.coterie.runtime.model.Fitting;
import org.coterie.runtime.train.Saver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

/** A method that finds its number of clusters itself. */
class FoundClustersTest {
    private static final int MOST = 5;
    private static final Table ROWS = Table.of(new float[][] {{0, 9}, {1, 9}, {2, 9}, {1, 9}});

    @TempDir
    Path folder;

    /** A row's cluster is its first number; {@code count} is said before training, which changes nothing that is asked. */
    private static Function<Problem, Plan> method(int count) {
        return problem -> {
            var w = problem.vars().weight("w", Shape.scalar(), Init.ones());
            return Plan.of(problem.vars())
                    .stage(
                            Stage.host("count", desk -> desk.found(count)),
                            Stage.steps("train", 4)
                                    .update(Update.descend(
                                            "w",
                                            Optimizer.sgd("sgd", Schedule.constant(0.1)),
                                            java.util.List.of(w),
                                            (t, b) -> Terms.of(t).add("w", t.m().square(t.read(w))))))
                    .readout(Readout.perRow("assign", new Clusters(MOST), (t, x) -> {
                        Maths m = t.m();
                        var first = t.tf().dtypes
                                .cast(m.sum(m.columns(x.value(), 0, 1), -1), org.tensorflow.types.TInt32.class);
                        return Rows.of(new Clusters(MOST), m.oneHot(first, MOST));
                    }));
        };
    }

    @Test
    void theModelHasTheClustersThatWereFoundAndSoHasTheLoadedOne() {
        try (Fitted model = Coterie.on(ROWS).fit(method(3))) {
            assertThat(model.clusters()).isEqualTo(3);
            assertThat(model.columns("assign")).containsExactly("cluster-0", "cluster-1", "cluster-2");
            assertThat(model.memberships(ROWS).columns()).isEqualTo(3);
            assertThat(model.assign(ROWS)).containsExactly(0, 1, 2, 1);
            model.save(folder.resolve("model"));
        }
        try (Fitted loaded = Coterie.load(folder.resolve("model"))) {
            assertThat(loaded.clusters()).isEqualTo(3);
            assertThat(loaded.columns("assign")).hasSize(3);
            assertThat(loaded.memberships(ROWS).toArray()).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0);
        }
    }

    @Test
    void aResumedRunStillKnowsWhatAnEarlierStageFound() {
        Checkpoints kept = new Checkpoints(folder, 3);
        Saver every = new Saver() {
            @Override
            public boolean due(long epoch) {
                return true;
            }

            @Override
            public Path save(long step, Map<String, NdArray> state, Map<String, Object> progress) {
                return kept.write(step, state, progress);
            }

            @Override
            public Optional<Path> last() {
                return Optional.empty();
            }
        };
        assertThat(fitting()
                        .train(every, Optional.empty(), event -> {}, () -> false)
                        .clusters())
                .isEqualTo(3);
        Optional<Checkpoint> from = kept.latest();
        assertThat(from).isPresent();
        assertThat(fitting().train(Saver.none(), from, event -> {}, () -> false).clusters())
                .isEqualTo(3);
    }

    private static Fitting fitting() {
        return new Fitting(
                Dataset.of("rows", ROWS),
                method(3),
                (member, problem) -> {
                    throw new UnsupportedOperationException();
                },
                0,
                1);
    }

    @Test
    void morePlannedThanFoundIsFineAndMoreFoundThanPlannedIsAFault() {
        try (Fitted all = Coterie.on(ROWS).fit(method(MOST))) {
            assertThat(all.clusters()).isEqualTo(MOST);
        }
        for (int wrong : new int[] {0, MOST + 1}) {
            assertThatThrownBy(() -> Coterie.on(ROWS).fit(method(wrong)))
                    .isInstanceOfSatisfying(
                            CoterieException.class, e -> assertThat(e.kind()).isEqualTo(CoterieException.Kind.PLUGIN))
                    .hasMessageContaining("1 to 5, the clusters of assign");
        }
    }

    @Test
    void whatAChildFoundLeavesItsParentAlone() {
        try (Fitted parent = Coterie.on(ROWS).fit(problem -> {
            Child child = problem.child("inner", method(3));
            return Plan.of(problem.vars())
                    .stage(Stage.fit(child))
                    .readout(Readout.perRow("assign", child.clusters(), child::assign));
        })) {
            assertThat(parent.clusters()).isEqualTo(MOST);
        }
    }
}
