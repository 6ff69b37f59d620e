package org.coterie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.coterie.algorithms.Agreement;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Card;
import org.coterie.model.fitted.FittedModel;
import org.coterie.model.fitted.Preparation;
import org.coterie.model.store.Checkpoint;
import org.coterie.model.store.Checkpoints;
import org.coterie.model.store.Damage;
import org.coterie.model.store.NdArray;
import org.coterie.runtime.config.MethodChoice;
import org.coterie.runtime.config.NamedMethod;
import org.coterie.runtime.model.Fitting;
import org.coterie.runtime.model.Models;
import org.coterie.runtime.train.Saver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models and checkpoints that an earlier build left are read by this one. Clusters must be those of then; memberships may differ by
 * 1e-4, because TensorFlow chooses its kernels by processor and these add in other orders. The archives are written anew with
 *
 * <pre>mvn -B -pl plugin-testkit -am test -Dtest=ArchivesTest -Dsurefire.failIfNoSpecifiedTests=false -Dcoterie.record=true</pre>
 *
 * <p>which is right when a format's version moves on purpose, and then the old archives stay beside as what is too old.
 */
class ArchivesTest {
    private static final float CLOSE = 1e-4f;

    @TempDir
    static Path recorded;

    @TempDir
    Path folder;

    @BeforeAll
    static void record() throws IOException {
        if (Boolean.getBoolean("coterie.record")) {
            for (Ours each : Ours.wanted()) {
                Archive.record(each, Files.createDirectory(recorded.resolve(each.id())));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> anArchivedModelAnswersAsItDid() {
        return Ours.all().stream()
                .filter(Archive::exists)
                .map(each -> DynamicTest.dynamicTest(each.id(), () -> answers(each)));
    }

    private void answers(Ours ours) throws IOException {
        Path place = Files.createDirectory(folder.resolve(ours.id()));
        Map<String, NdArray> then = Archive.open(ours.id(), place);
        Table rows = Archive.table(then.get("rows"));
        try (FittedModel model =
                Models.load(place.resolve("model"), ours.subject().get().installed())) {
            assertThat(model.method()).isEqualTo(ours.id());
            assertThat(model.assign(rows)).isEqualTo(then.get("clusters").ints());
            float[] expected = then.get("memberships").floats();
            float[] got = model.memberships(rows).toArray();
            assertThat(got).hasSameSizeAs(expected);
            for (int i = 0; i < got.length; i++) {
                assertThat(Math.abs(got[i] - expected[i]))
                        .as("membership %d", i)
                        .isLessThan(CLOSE);
            }
        }
    }

    /** Not the same bits: a later build may train with better arithmetic. But what is stored is understood. */
    @TestFactory
    Stream<DynamicTest> anArchivedCheckpointIsResumed() {
        return Ours.wanted().stream()
                .filter(Archive::exists)
                .map(each -> DynamicTest.dynamicTest(each.id(), () -> resumed(each)));
    }

    private void resumed(Ours ours) throws IOException {
        Path place = Files.createDirectory(folder.resolve(ours.id()));
        Map<String, NdArray> then = Archive.open(ours.id(), place);
        Optional<Checkpoint> from = new Checkpoints(place.resolve("checkpoints"), 1).latest();
        assumeTrue(from.isPresent(), "it is fitted in one piece");
        Table rows = Archive.table(then.get("rows"));
        Dataset data = Dataset.of("rows", rows);
        MethodChoice<?> choice = NamedMethod.of(
                ours.subject().get().installed(), ours.id(), Files.readAllLines(place.resolve("settings.txt")));
        Fitting fitting = Trial.fitting(data, choice);
        Fitting.Trained trained = fitting.train(Saver.none(), from, event -> {}, () -> false);
        Card card = new Card(
                ours.id(),
                "",
                "",
                Trial.SEED,
                Trial.THREADS,
                trained.clusters(),
                Preparation.fit(data, List.of()).preparation(),
                Card.answers(fitting.plan(), trained.clusters()),
                trained.values().fingerprint());
        try (FittedModel model = Models.of(card, fitting.plan(), trained.values())) {
            double ari = Agreement.between(then.get("clusters").ints(), model.assign(rows))
                    .ari();
            assertThat(ari).isGreaterThan(0.9);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kmeans", "deepwak"})
    void aModelThatIsTooOldTooNewOrDamagedIsRefusedByThatName(String id) throws IOException {
        Archive.open(id, folder);
        Path model = folder.resolve("model");
        Path manifest = model.resolve("manifest.json");
        byte[] sound = Files.readAllBytes(manifest);
        ThrowingCallable load = () ->
                Models.load(model, Ours.named(id).subject().get().installed()).close();
        Files.write(manifest, ofVersion(sound, 1));
        refused(load, Damage.TOO_OLD, "coterie-model version 1");
        Files.write(manifest, ofVersion(sound, 3));
        refused(load, Damage.TOO_NEW, "coterie-model version 3");
        Files.write(manifest, ofVersion(sound, 99_999_999_999L));
        refused(load, Damage.TOO_NEW, "coterie-model version 99999999999");
        Files.write(manifest, sound);
        for (String name : List.of("manifest.json", "parameters.npz", "saved-model/saved_model.pb")) {
            Path file = model.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            byte[] flipped = whole.clone();
            flipped[whole.length / 3] ^= 4;
            Files.write(file, flipped);
            refused(load, Damage.DAMAGED, file.getFileName().toString());
            Files.write(file, whole);
        }
    }

    @Test
    void aCheckpointThatIsTooOldTooNewOrDamagedIsRefusedByThatName() throws IOException {
        Archive.open("deepwak", folder);
        Path step;
        try (Stream<Path> all = Files.list(folder.resolve("checkpoints"))) {
            step = all.findFirst().orElseThrow();
        }
        Path manifest = step.resolve("manifest.json");
        byte[] sound = Files.readAllBytes(manifest);
        ThrowingCallable latest = () -> new Checkpoints(folder.resolve("checkpoints"), 1).latest();
        Files.write(manifest, ofVersion(sound, 0));
        refused(latest, Damage.TOO_OLD, "coterie-checkpoint version 0");
        Files.write(manifest, ofVersion(sound, 2));
        refused(latest, Damage.TOO_NEW, "coterie-checkpoint version 2");
        Files.write(manifest, sound);
        Path state = step.resolve("state.npz");
        Files.write(state, Arrays.copyOf(Files.readAllBytes(state), 100));
        refused(latest, Damage.DAMAGED, "state.npz");
    }

    private static void refused(ThrowingCallable act, Damage damage, String word) {
        assertThatThrownBy(act).isInstanceOfSatisfying(CoterieException.class, e -> {
            assertThat(e.kind()).isEqualTo(CoterieException.Kind.ARTIFACT);
            assertThat(e.faults()).allMatch(damage::isIn).hasSize(1);
            assertThat(e.getMessage()).contains(word);
        });
    }

    /** The same manifest of another version, in order in itself. */
    private static byte[] ofVersion(byte[] manifest, long version) {
        String text = new String(manifest, StandardCharsets.UTF_8)
                .replaceFirst("\"version\": \\d+", "\"version\": " + version);
        String head = text.substring(0, text.lastIndexOf("\"self\""));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(head.getBytes(StandardCharsets.UTF_8));
            return (head + "\"self\": \"" + HexFormat.of().formatHex(hash) + "\"\n}\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
