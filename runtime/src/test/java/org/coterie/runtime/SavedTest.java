package org.coterie.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.Saved;
import org.coterie.model.fitted.FittedModel;
import org.coterie.model.store.NdArray;
import org.coterie.runtime.model.Models;
import org.coterie.runtime.plugins.Installed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was saved here, asked by programs that have no runtime. */
class SavedTest {
    private static final Table ROWS = Blobs.rows(150, 1);

    @TempDir
    static Path folder;

    private static float[] memberships = new float[0];
    private static float[] codes = new float[0];

    @BeforeAll
    static void save() {
        try (Fitted fitted = Coterie.on(ROWS).transform("z-score").threads(2).fit(Blobs.method(2))) {
            fitted.save(folder.resolve("model"));
            memberships = fitted.memberships(ROWS).toArray();
            codes = fitted.ask("embed", ROWS).toArray();
        }
    }

    private static Saved saved() {
        return Saved.load(folder.resolve("model"), 2);
    }

    @Test
    void answersWithTheBitsOfTheFittedModelAlsoRowByRow() {
        try (Saved model = saved()) {
            assertThat(model.memberships(ROWS).toArray()).isEqualTo(memberships);
            assertThat(model.ask("embed", ROWS).toArray()).isEqualTo(codes);
            assertThat(model.readouts()).containsExactly("assign", "embed", "reconstruct", "mean", "generate");
            for (int i : new int[] {0, 77, 149}) {
                assertThat(model.memberships(ROWS.select(i)).toArray())
                        .isEqualTo(java.util.Arrays.copyOfRange(memberships, 3 * i, 3 * i + 3));
            }
        }
    }

    @Test
    void aRunsFolderWillDo() {
        try (Saved model = Saved.load(folder)) {
            assertThat(model.clusters()).isEqualTo(3);
            assertThat(model.features().width()).isEqualTo(Blobs.WIDTH);
        }
    }

    @Test
    void severalThreadsGetTheSameBits() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Saved model = saved()) {
            List<Future<float[]>> answers = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> model.memberships(ROWS).toArray()))
                    .toList();
            for (Future<float[]> answer : answers) {
                assertThat(answer.get()).isEqualTo(memberships);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anInterruptedThreadGivesUpAndKeepsItsInterrupt() {
        try (Saved model = saved()) {
            Thread.currentThread().interrupt();
            CoterieException given = catchThrowableOfType(CoterieException.class, () -> model.assign(ROWS));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(given.kind()).isEqualTo(CoterieException.Kind.CANCELLED);
            assertThat(model.memberships(ROWS).toArray()).isEqualTo(memberships);
        }
    }

    @Test
    void closingFromAnotherThreadEndsAnswersOnTheirWay() throws Exception {
        Saved model = saved();
        CountDownLatch asking = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Table many = Blobs.rows(64_000, 2);
            Future<Throwable> end = thread.submit(() -> {
                asking.countDown();
                try {
                    while (true) {
                        model.assign(many);
                    }
                } catch (CoterieException | IllegalStateException e) {
                    return e;
                }
            });
            asking.await();
            model.close();
            model.close();
            Throwable thrown = end.get();
            assertThat(thrown.getMessage()).containsAnyOf("the model was closed meanwhile", "this model is closed");
            assertThatThrownBy(() -> model.assign(ROWS)).isInstanceOf(IllegalStateException.class);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void whatIsComputedOnTheWayIsThereByName() {
        try (FittedModel model = Models.load(folder.resolve("model"), Installed.builtIn())) {
            Dataset rows = Dataset.of("rows", ROWS);
            assertThat(model.tensors("assign")).contains("assign/out").doesNotContain("assign/x");
            NdArray out = model.tensor("assign", "assign/out", rows);
            assertThat(out.shape()).containsExactly(150, 3);
            assertThat(out.floats()).isEqualTo(memberships);
            for (String name : model.tensors("embed")) {
                NdArray tensor = model.tensor("embed", name, rows);
                assertThat(tensor.size()).as(name).isPositive();
            }
            assertThatThrownBy(() -> model.tensor("assign", "/OU", rows))
                    .isInstanceOf(CoterieException.class)
                    .hasMessageContaining("computes no such tensor")
                    .hasMessageContaining("assign/out");
        }
    }

    @Test
    void whatIsNotThereIsAnArtifactFault() {
        CoterieException none =
                catchThrowableOfType(CoterieException.class, () -> Saved.load(folder.resolve("nothing")));
        assertThat(none.kind()).isEqualTo(CoterieException.Kind.ARTIFACT);
    }
}
