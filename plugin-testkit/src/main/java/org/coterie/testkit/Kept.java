package org.coterie.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.coterie.api.CoterieException;
import org.coterie.model.fitted.FittedModel;
import org.coterie.model.store.Checkpoint;
import org.coterie.model.store.Json;
import org.coterie.model.store.NdArray;
import org.coterie.runtime.Fitted;
import org.coterie.runtime.train.Saver;
import org.tensorflow.SavedModelBundle;

/** 7xx: what is saved, and what is resumed. */
final class Kept {
    private static final int MOST = 8;

    private Kept() {}

    static List<Check> checks() {
        return List.of(
                Check.required(
                        701,
                        "a saved model answers with the same bits",
                        trial -> saved(trial, folder -> {
                            try (FittedModel loaded = trial.load(folder)) {
                                Claim.same(
                                        Trial.bits(loaded, trial.rows()),
                                        Trial.bits(trial.fitted(), trial.rows()),
                                        "the loaded model");
                            }
                        })),
                Check.required(
                        702,
                        "a saved model keeps its names",
                        trial -> saved(trial, folder -> {
                            try (FittedModel loaded = trial.load(folder)) {
                                Claim.equal(loaded.method(), trial.fitted().method(), "the method");
                                Claim.equal(loaded.clusters(), trial.fitted().clusters(), "the number of clusters");
                                Claim.equal(loaded.readouts(), trial.fitted().readouts(), "the readouts");
                                for (String readout : loaded.readouts()) {
                                    Claim.equal(
                                            loaded.columns(readout),
                                            trial.fitted().columns(readout),
                                            "columns of " + readout);
                                }
                            }
                        })),
                Check.required(
                        703,
                        "a fit resumed inside a stage gives the bits of the unbroken one",
                        trial -> resumed(trial, true)),
                Check.required(
                        704,
                        "a damaged file of a model is noticed, or does no harm",
                        trial -> saved(trial, folder -> {
                            float[] sound = Trial.bits(trial.fitted(), trial.rows());
                            for (Path file : files(folder)) {
                                byte[] whole = Files.readAllBytes(file);
                                byte[] broken = whole.clone();
                                broken[broken.length / 2] ^= 0x10;
                                Files.write(file, broken);
                                harmless(trial, folder, sound, file.getFileName() + " with a flipped bit");
                                Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
                                harmless(trial, folder, sound, "half of " + file.getFileName());
                                Files.delete(file);
                                harmless(trial, folder, sound, "no " + file.getFileName());
                                Files.write(file, whole);
                            }
                        })),
                Check.required(
                        705,
                        "a fit resumed at every boundary of stages gives the bits of the unbroken one",
                        trial -> resumed(trial, false)),
                Check.required(
                        706,
                        "two fits save the same graph",
                        trial -> saved(trial, folder -> {
                            Path second = folder.resolveSibling("second");
                            try (Fitted again = trial.fit(trial.data(), Trial.SEED)) {
                                again.save(second);
                            }
                            Claim.equal(operations(second), operations(folder), "the operations");
                        })));
    }

    /** The operations of a saved graph by name, in order; their files may differ in the order of maps. */
    private static List<String> operations(Path folder) {
        try (SavedModelBundle bundle =
                SavedModelBundle.load(folder.resolve("saved-model").toString())) {
            return bundle.metaGraphDef().getGraphDef().getNodeList().stream()
                    .map(node -> node.getName() + " = " + node.getOp() + node.getInputList())
                    .toList();
        }
    }

    /** Something that reads a folder. */
    @FunctionalInterface
    private interface Reads {

        /** Reads it. */
        void from(Path folder) throws Exception;
    }

    private static void saved(Trial trial, Reads reads) throws Exception {
        Path folder = Files.createTempDirectory("coterie-testkit");
        try {
            trial.fitted().save(folder.resolve("model"));
            reads.from(folder.resolve("model"));
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void harmless(Trial trial, Path folder, float[] sound, String what) {
        Claim.clear(
                () -> {
                    try (FittedModel loaded = trial.load(folder)) {
                        Claim.same(Trial.bits(loaded, trial.rows()), sound, what);
                    }
                },
                what);
    }

    private static void resumed(Trial trial, boolean inside) {
        List<Checkpoint> all = new ArrayList<>();
        Map<String, NdArray> whole = trained(trial, Optional.empty(), all);
        List<Checkpoint> taken = all.stream()
                .filter(checkpoint ->
                        inside != checkpoint.progress().get("stage-step").equals(0L))
                .toList();
        Trial.needs(!taken.isEmpty(), inside ? "a stage of several steps" : "several stages");
        int most = inside ? MOST : Integer.MAX_VALUE;
        for (int i = 0; i < taken.size(); i += Math.max(1, taken.size() / most)) {
            Map<String, NdArray> again = trained(trial, Optional.of(taken.get(i)), new ArrayList<>());
            for (Map.Entry<String, NdArray> value : whole.entrySet()) {
                Claim.that(
                        value.getValue().equals(again.get(value.getKey())),
                        value.getKey() + " differs after a resume at step "
                                + taken.get(i).step());
            }
        }
    }

    static Map<String, NdArray> trained(Trial trial, Optional<Checkpoint> from, List<Checkpoint> taken) {
        try {
            return trial.fitting()
                    .train(new Memory(taken), from, event -> {}, () -> false)
                    .values()
                    .arrays();
        } catch (CoterieException e) {
            throw new AssertionError(from.isEmpty() ? "the fit fails: " + e : "a resumed fit fails: " + e, e);
        }
    }

    /** Keeps every checkpoint, as it would be read from a file. */
    private record Memory(List<Checkpoint> taken) implements Saver {

        @Override
        public boolean due(long epoch) {
            return true;
        }

        @Override
        public Path save(long step, Map<String, NdArray> state, Map<String, Object> progress) {
            Path path = Path.of("checkpoint-" + step);
            Map<String, Object> read = Json.object(Json.pretty(progress), "progress");
            taken.add(new Checkpoint(step, path, new TreeMap<>(state), read, List.of()));
            return path;
        }

        @Override
        public Optional<Path> last() {
            return taken.isEmpty()
                    ? Optional.empty()
                    : Optional.of(taken.get(taken.size() - 1).path());
        }
    }
}
