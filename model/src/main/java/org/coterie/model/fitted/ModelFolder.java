package org.coterie.model.fitted;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Transform;
import org.coterie.model.graph.Predictor;
import org.coterie.model.graph.Slopes;
import org.coterie.model.graph.Threads;
import org.coterie.model.store.AtomicFiles;
import org.coterie.model.store.Manifest;
import org.coterie.model.store.NdArray;
import org.coterie.model.store.Npz;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

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

    /** Writes a model whole or not at all. */
    public static void write(Path folder, Card card, Values values, List<Signature> signatures, Session session) {
        AtomicFiles.folder(folder, temp -> {
            write(temp.resolve(PARAMETERS), values.arrays());
            write(temp.resolve(PREPARATION), card.preparation().arrays());
            SavedModelBundle.exporter(temp.resolve(GRAPH).toString())
                    .withSession(session)
                    .withSignatures(signatures.toArray(new Signature[0]))
                    .export();
            Manifest.write(temp, FORMAT, card.toMap());
        });
    }

    private static void write(Path file, Map<String, NdArray> arrays) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Npz.write(out, arrays);
        }
    }

    /**
     * Opens a model; every file is verified first, and the graph is read before TensorFlow sees it.
     *
     * @param transforms the installed transform of an id; throws where there is none
     * @param method throws where a model of this card is not to be run
     * @param threads threads for the session
     */
    public static FittedModel load(
            Path folder, Function<String, Transform> transforms, Consumer<Card> method, int threads) {
        Manifest manifest = Manifest.verify(folder, FORMAT);
        Card card = card(folder, manifest, transforms);
        method.accept(card);
        Values values = new Values(card.fingerprint(), Npz.read(folder.resolve(PARAMETERS)));
        refuseWhatIsNoMathematics(folder.resolve(GRAPH));
        ConfigProto config = new Threads(threads, true).config();
        SavedModelBundle bundle = bundle(folder.resolve(GRAPH), config);
        boolean whole = false;
        try {
            Shape row = card.preparation().out().row();
            Predictor predictor = new Predictor(bundle.graph(), bundle.session(), bundle.signatures(), row);
            for (Card.Answer answer : card.answers()) {
                if (!predictor.names().contains(answer.name())) {
                    throw incomplete(folder, "the graph lacks the readout " + answer.name());
                }
            }
            Slopes slopes = new Slopes(bundle.graph(), config, bundle.signatures(), row);
            FittedModel model = new FittedModel(card, values, predictor, slopes, new FittedModel.Kept() {
                @Override
                public void write(Path to) {
                    copy(folder, to);
                }

                @Override
                public void close() {
                    bundle.close();
                }
            });
            whole = true;
            return model;
        } finally {
            if (!whole) {
                bundle.close();
            }
        }
    }

    private static Card card(Path folder, Manifest manifest, Function<String, Transform> transforms) {
        try {
            return Card.of(manifest.meta(), Npz.read(folder.resolve(PREPARATION)), transforms);
        } catch (CoterieException e) {
            throw e;
        } catch (RuntimeException e) {
            // whatever was written by something else than this class, with checksums that fit
            throw incomplete(folder, String.valueOf(e.getMessage()));
        }
    }

    private static CoterieException incomplete(Path folder, String got) {
        return Fault.of("a model's manifest is incomplete")
                .at(folder.resolve(Manifest.FILE).toString())
                .got(got)
                .as(CoterieException.Kind.ARTIFACT);
    }

    /** The parameters of a model by path, without its graph; every file is verified first. */
    public static Map<String, NdArray> parameters(Path folder) {
        Manifest.verify(folder, FORMAT);
        return Npz.read(folder.resolve(PARAMETERS));
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

    private static SavedModelBundle bundle(Path graph, ConfigProto config) {
        try {
            return SavedModelBundle.loader(graph.toString())
                    .withConfigProto(config)
                    .withTags(SavedModelBundle.DEFAULT_TAG)
                    .load();
        } catch (RuntimeException e) {
            throw Fault.of("TensorFlow cannot load the graph of a model")
                    .at(graph.toString())
                    .got(String.valueOf(e.getMessage()))
                    .as(CoterieException.Kind.ARTIFACT, e);
        }
    }

    private static void refuseWhatIsNoMathematics(Path graph) {
        Path file = graph.resolve("saved_model.pb");
        SavedModel saved;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            saved = SavedModel.parseFrom(in);
        } catch (IOException e) {
            throw Fault.of("TensorFlow cannot load the graph of a model")
                    .at(file.toString())
                    .got(String.valueOf(e.getMessage()))
                    .as(CoterieException.Kind.ARTIFACT, e);
        }
        Optional<NodeDef> refused = saved.getMetaGraphsList().stream()
                .map(MetaGraphDef::getGraphDef)
                .flatMap(def -> Stream.concat(
                        def.getNodeList().stream(),
                        def.getLibrary().getFunctionList().stream().flatMap(f -> f.getNodeDefList().stream())))
                .filter(node -> REFUSED.contains(node.getOp()))
                .findFirst();
        if (refused.isPresent()) {
            throw Fault.of("the graph of a model touches files or the outside world")
                    .at(file.toString())
                    .got(refused.get().getOp() + " " + refused.get().getName())
                    .expected("mathematics only")
                    .as(CoterieException.Kind.ARTIFACT);
        }
    }
}
