package org.coterie.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coterie.api.Layers.dense;
import static org.coterie.api.Layers.relu;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.coterie.algorithms.Agreement;
import org.coterie.algorithms.Consensus.Way;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.Partitioner;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.baselines.GaussianMixtureMethod;
import org.coterie.baselines.GraphOptions;
import org.coterie.baselines.KMeansMethod;
import org.coterie.baselines.LeidenMethod;
import org.coterie.deepwak.DeePWAK;
import org.coterie.deepwak.Training;
import org.coterie.model.store.Checkpoints;
import org.coterie.model.store.NdArray;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.coterie.runtime.model.Fitting;
import org.coterie.runtime.train.Saver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnsembleTest {
    private static final Table ROWS = clouds(150);
    private static final Member K_MEANS = Member.of(new KMeansMethod(), KMeansMethod.Options.of(3));
    private static final Member LEIDEN = Member.of(new LeidenMethod(), new GraphOptions(15, 0.5, 10, 20, 1000));
    private static final Member HEAD =
            Member.of(problem -> DeePWAK.part(Partitioner.of(Features.of(6), 3, dense(16), relu(), dense(3)))
                    .plan(problem, Training.defaults().steps(150).batch(64).restarts(2)));

    @TempDir
    Path folder;

    /** Three clouds around three corners, standard deviation 0.3; row i belongs to cloud i mod 3. */
    private static Table clouds(int n) {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[n * 6];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 6; j++) {
                values[i * 6 + j] = (float) ((j % 3 == i % 3 ? 2 : 0) + 0.3 * random.nextGaussian());
            }
        }
        return Table.of(n, 6, values);
    }

    private static double right(int[] clusters) {
        int[] truth = new int[clusters.length];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = i % 3;
        }
        return Agreement.between(clusters, truth).ari();
    }

    private static Fitted fit(Ensemble ensemble) {
        return Coterie.on(ROWS).seed(1).threads(1).fit(ensemble::plan);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void membersOfAnyMethodBecomeOneClustering(Way way) {
        try (Fitted model = fit(Ensemble.of(K_MEANS, LEIDEN, HEAD).by(way))) {
            assertThat(right(model.assign(ROWS))).isEqualTo(1);
            assertThat(model.clusters())
                    .as("as the members that declare fewest")
                    .isEqualTo(3);
            assertThat(model.readouts()).containsExactlyInAnyOrder("assign", "members", "agreement", "centroids");
            assertThat(model.ask("members", ROWS).columns()).isEqualTo(3 + 20 + 3);
        }
    }

    @Test
    void theyAreOneModelThatOpensAgainWithTheSameBitsAndTakesRowsOneByOne() {
        Ensemble ensemble = Ensemble.of(K_MEANS, LEIDEN, HEAD);
        Table fresh = clouds(200);
        try (Fitted model = fit(ensemble);
                Fitted again = fit(ensemble)) {
            assertThat(right(model.assign(fresh))).as("new rows, too").isEqualTo(1);
            model.save(folder.resolve("model"));
            try (Fitted loaded = Coterie.load(folder.resolve("model"))) {
                for (String readout : List.of("assign", "members", "agreement")) {
                    float[] all = model.ask(readout, fresh).toArray();
                    assertThat(again.ask(readout, fresh).toArray()).isEqualTo(all);
                    assertThat(loaded.ask(readout, fresh).toArray()).isEqualTo(all);
                    float[] alone = loaded.ask(readout, fresh.select(163)).toArray();
                    assertThat(alone).isEqualTo(Arrays.copyOfRange(all, 163 * alone.length, 164 * alone.length));
                }
            }
        }
    }

    @Test
    void anEnsembleStoppedBetweenItsMembersEndsWithTheBitsOfTheUnbrokenOne() {
        Ensemble ensemble = Ensemble.of(K_MEANS, HEAD, LEIDEN);
        Fitting.Trained whole = fitting(ensemble).train(Saver.none(), Optional.empty(), event -> {}, () -> false);
        Checkpoints kept = new Checkpoints(folder, 3);
        AtomicInteger saved = new AtomicInteger();
        Saver every = new Saver() {
            @Override
            public boolean due(long epoch) {
                return true;
            }

            @Override
            public Path save(long step, Map<String, NdArray> state, Map<String, Object> progress) {
                saved.incrementAndGet();
                return kept.write(step, state, progress);
            }

            @Override
            public Optional<Path> last() {
                return Optional.empty();
            }
        };
        Fitting broken = fitting(ensemble);
        assertThatThrownBy(() -> broken.train(every, Optional.empty(), event -> {}, () -> saved.get() >= 3))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("the run was stopped");
        Fitting.Trained resumed = fitting(ensemble).train(Saver.none(), kept.latest(), event -> {}, () -> false);
        assertThat(resumed.clusters()).isEqualTo(whole.clusters());
        assertThat(resumed.reports()).isEqualTo(whole.reports()).containsKeys("agreement", "weight.member-1");
        for (String path : List.of("votes", "centroids", "member-1/centres", "member-2/head/bank/m", "member-3/rows")) {
            assertThat(resumed.values().values(path))
                    .as(path)
                    .isEqualTo(whole.values().values(path));
        }
    }

    private static Fitting fitting(Ensemble ensemble) {
        return new Fitting(
                Dataset.of("rows", ROWS),
                ensemble::plan,
                (member, problem) -> {
                    throw new UnsupportedOperationException();
                },
                1,
                1);
    }

    @Test
    void agreementIsOneWhereAllMembersAgreeAndLessBetweenClouds() {
        try (Fitted model = fit(Ensemble.of(K_MEANS, LEIDEN, HEAD))) {
            Table corners = Table.of(new float[][] {
                {2, 0, 0, 2, 0, 0}, {1, 1, 0, 1, 1, 0},
            });
            Table agreement = model.ask("agreement", corners);
            assertThat(agreement.at(0, 0)).isBetween(0.97f, 1.0001f);
            assertThat(agreement.at(1, 0)).isLessThan(0.97f);
        }
    }

    @Test
    void eachMemberHasRandomNumbersOfItsOwn() {
        Member hasty = Member.of(new KMeansMethod(), new KMeansMethod.Options(8, 1, 2));
        try (Fitted model = fit(Ensemble.of(hasty, hasty).weighted(Ensemble.Weighting.EQUAL))) {
            float[] one = model.params().values("member-1/centres");
            assertThat(model.params().values("member-2/centres")).isNotEqualTo(one);
        }
    }

    @Test
    void anEnsembleMayBeAMember() {
        Member inner = Member.of(Ensemble.of(K_MEANS, LEIDEN)::plan);
        try (Fitted model = fit(Ensemble.of(
                inner, Member.of(new GaussianMixtureMethod(), GaussianMixtureMethod.Options.of(3)), HEAD))) {
            assertThat(right(model.assign(ROWS))).isEqualTo(1);
        }
    }

    @Test
    void membersMayHaveOtherNumbersOfClustersThanTheConsensus() {
        Member many = Member.of(new KMeansMethod(), KMeansMethod.Options.of(12));
        try (Fitted model = fit(Ensemble.of(many, many, many).into(3))) {
            assertThat(model.clusters()).isEqualTo(3);
            assertThat(model.ask("members", ROWS).columns()).isEqualTo(36);
            assertThat(model.fixed("centroids").rows()).isEqualTo(3);
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(Ensemble::of)
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("an ensemble without members");
        assertThatThrownBy(() -> Ensemble.of(K_MEANS).into(-1)).hasMessageContaining("no such number of clusters");
        assertThatThrownBy(() -> fit(Ensemble.of(K_MEANS).into(151)))
                .hasMessageContaining("there are fewer rows than clusters");
    }
}
