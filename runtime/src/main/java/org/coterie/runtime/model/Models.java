package org.coterie.runtime.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Plan;
import org.coterie.api.data.Transform;
import org.coterie.model.fitted.Card;
import org.coterie.model.fitted.FittedModel;
import org.coterie.model.fitted.ModelFolder;
import org.coterie.model.fitted.Values;
import org.coterie.model.graph.Predictor;
import org.coterie.model.graph.Slopes;
import org.coterie.model.graph.Threads;
import org.coterie.runtime.graph.Frozen;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledMethod;
import org.tensorflow.Session;

/** Makes fitted models: from values just trained, or from a folder. Both ask the same frozen graph. */
public final class Models {

    private Models() {}

    /** A model from a plan and its values. */
    public static FittedModel of(Card card, Plan plan, Values values) {
        Map<String, float[]> floats = new LinkedHashMap<>();
        Map<String, int[]> whole = new LinkedHashMap<>();
        values.arrays().forEach((path, array) -> {
            switch (array.type()) {
                case INT32 -> whole.put(path, array.ints());
                default -> floats.put(path, array.floats());
            }
        });
        Frozen frozen = new Frozen(plan, card.clusters(), card.preparation().out(), floats, whole);
        Session session = new Session(frozen.graph(), new Threads(card.threads(), true).config());
        Predictor predictor = new Predictor(
                frozen.graph(),
                session,
                frozen.signatures(),
                card.preparation().out().row());
        Slopes slopes = new Slopes(
                frozen.graph(),
                new Threads(card.threads(), true).config(),
                frozen.signatures(),
                card.preparation().out().row());
        return new FittedModel(card, values, predictor, slopes, new FittedModel.Kept() {
            @Override
            public void write(Path folder) {
                ModelFolder.write(folder, card, values, frozen.signatures(), session);
            }

            @Override
            public void close() {
                session.close();
                frozen.close();
            }
        });
    }

    /** A model from a folder. */
    public static FittedModel load(Path folder, Installed installed) {
        return ModelFolder.load(
                folder, id -> transform(installed, id), card -> known(folder, card, installed), Threads.available());
    }

    private static void known(Path folder, Card card, Installed installed) {
        Set<String> methods =
                installed.methods().stream().map(InstalledMethod::id).collect(Collectors.toCollection(TreeSet::new));
        if (!card.method().isEmpty() && !methods.contains(card.method())) {
            throw Fault.of("the model's method is not installed")
                    .at(folder.toString())
                    .got(card.method() + " " + card.version())
                    .expected("one of " + methods)
                    .advise("put the plugin's jar into the plugins folder; a model is a program, and only those of"
                            + " installed methods are run")
                    .as(CoterieException.Kind.ARTIFACT);
        }
    }

    private static Transform transform(Installed installed, String id) {
        return installed
                .transform(id)
                .orElseThrow(() -> Fault.of("a transform of the model is not installed")
                        .got(id)
                        .as(CoterieException.Kind.ARTIFACT))
                .service();
    }
}
