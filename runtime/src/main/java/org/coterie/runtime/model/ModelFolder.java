package org.coterie.runtime.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Transform;
import org.coterie.runtime.graph.Frozen;
import org.coterie.runtime.graph.Threads;
import org.coterie.runtime.store.AtomicFiles;
import org.coterie.runtime.store.Manifest;
import org.coterie.runtime.store.NdArray;
import org.coterie.runtime.store.Npz;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.proto.NodeDef;

/**
 * A model on disk: {@code manifest.json} with its card and the SHA-256 of every file, {@code parameters.npz},
 * {@code preparation.npz} with the numbers of its transforms, and {@code saved-model/}, which any TensorFlow loads. Version 1
 * kept the numbers of transforms in the card and is no longer read.
 */
public final class ModelFolder {
    private static final Manifest.Format FORMAT = new Manifest.Format("coterie-model", 2, 2);
    private static final String PARAMETERS = "parameters.npz";
    private static final String PREPARATION = "preparation.npz";
    private static final String GRAPH = "saved-model";

    /** A graph is a program; these operations touch the world outside of it. */
    private static final Set<String> REFUSED = Set.of(
            "ReadFile",
            "WriteFile",
            "MatchingFiles",
            "PyFunc",
            "PyFuncStateless",
            "EagerPyFunc",
            "SaveV2",
            "RestoreV2",
            "Save",
            "Restore",
            "RestoreSlice",
            "SaveSlices",
            "MergeV2Checkpoints",
            "ShardedFilename",
            "PrintV2",
            "Print",
            "LoadDataset",
            "SaveDataset",
            "SaveDatasetV2",
            "TextLineDataset",
            "TFRecordDataset",
            "FixedLengthRecordDataset",
            "WriteScalarSummary",
            "CreateSummaryFileWriter",
            "Send",
            "Recv");

    private ModelFolder() {}

    /** What is found in a folder; the bundle is the caller's to close. */
    public record Opened(Card card, Values values, SavedModelBundle bundle) {}

    /** Writes a model whole or not at all. */
    public static void write(Path folder, Card card, Values values, Frozen frozen, Session session) {
        AtomicFiles.folder(folder, temp -> {
            write(temp.resolve(PARAMETERS), values.arrays());
            write(temp.resolve(PREPARATION), card.preparation().arrays());
            SavedModelBundle.exporter(temp.resolve(GRAPH).toString())
                    .withSession(session)
                    .withSignatures(frozen.signatures().toArray(new Signature[0]))
                    .export();
            Manifest.write(temp, FORMAT, card.toMap());
        });
    }

    private static void write(Path file, Map<String, NdArray> arrays) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Npz.write(out, arrays);
        }
    }

    /** Reads a model; every file is verified first. */
    public static Opened read(Path folder, Function<String, Transform> transforms, Set<String> methods, int threads) {
        Manifest manifest = Manifest.verify(folder, FORMAT);
        Card card;
        try {
            card = Card.of(manifest.meta(), Npz.read(folder.resolve(PREPARATION)), transforms);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw Fault.of("a model's manifest is incomplete")
                    .at(folder.resolve(Manifest.FILE).toString())
                    .as(CoterieException.Kind.ARTIFACT, e);
        }
        if (!card.method().isEmpty() && !methods.contains(card.method())) {
            throw Fault.of("the model's method is not installed")
                    .at(folder.toString())
                    .got(card.method() + " " + card.version())
                    .expected("one of " + new java.util.TreeSet<>(methods))
                    .advise("put the plugin's jar into the plugins folder; a model is a program, and only those of"
                            + " installed methods are run")
                    .as(CoterieException.Kind.ARTIFACT);
        }
        Values values = new Values(card.fingerprint(), Npz.read(folder.resolve(PARAMETERS)));
        return new Opened(card, values, open(folder.resolve(GRAPH), threads));
    }

    /** Copies a model, whole or not at all. */
    public static void copy(Path from, Path to) {
        Manifest.verify(from, FORMAT);
        AtomicFiles.folder(to, temp -> {
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Path place = temp.resolve(from.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(place);
                    } else {
                        Files.copy(file, place);
                    }
                }
            }
        });
    }

    private static SavedModelBundle open(Path graph, int threads) {
        SavedModelBundle bundle;
        try {
            bundle = SavedModelBundle.loader(graph.toString())
                    .withConfigProto(new Threads(threads, true).config())
                    .withTags(SavedModelBundle.DEFAULT_TAG)
                    .load();
        } catch (RuntimeException e) {
            throw Fault.of("TensorFlow cannot load the graph of a model")
                    .at(graph.toString())
                    .got(String.valueOf(e.getMessage()))
                    .as(CoterieException.Kind.ARTIFACT, e);
        }
        Optional<NodeDef> refused = bundle.metaGraphDef().getGraphDef().getNodeList().stream()
                .filter(node -> REFUSED.contains(node.getOp()))
                .findFirst();
        if (refused.isPresent()) {
            bundle.close();
            throw Fault.of("the graph of a model touches files or the outside world")
                    .at(graph.toString())
                    .got(refused.get().getOp() + " " + refused.get().getName())
                    .expected("mathematics only")
                    .as(CoterieException.Kind.ARTIFACT);
        }
        return bundle;
    }
}
