package org.coterie.runtime.run;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.coterie.api.Readout;
import org.coterie.api.Stage;
import org.coterie.api.Update;
import org.coterie.api.data.Dataset;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.graph.Script;
import org.coterie.runtime.model.Fitting;

/** Turns a plan into words and numbers. */
final class Explaining {
    private static final int FLOAT = 4;

    private Explaining() {}

    static Explanation of(RunConfig config, Dataset data, Fitting fitting) {
        int n = data.x().rows();
        List<Explanation.Part> parts = fitting.declarations().list().stream()
                .map(v -> new Explanation.Part(
                        v.path(),
                        v.shape().toString(),
                        v.kind().name().toLowerCase(Locale.ROOT),
                        v.shape().size()))
                .toList();
        long stored = parts.stream().mapToLong(Explanation.Part::numbers).sum()
                + fitting.declarations().perRow(n);
        long trained = fitting.declarations().trained();
        Script script = Script.of(fitting.plan());
        int largest = script.entries().stream()
                .map(Script.Entry::stage)
                .mapToInt(stage ->
                        stage instanceof Stage.Train train ? train.sampler().batch(n) : 0)
                .max()
                .orElse(0);
        long widths = fitting.declarations().widths();
        // variables, two moments and a gradient for each trained number, the data, and activations with their gradients
        long bytes = FLOAT * (stored + 3 * trained + (long) n * data.x().columns() + 2L * largest * widths);
        return new Explanation(
                config.resolved(),
                n,
                data.features(),
                parts,
                script.entries().stream().map(entry -> line(entry, n)).toList(),
                fitting.plan().readouts().stream().map(Explaining::readout).toList(),
                trained,
                stored,
                bytes);
    }

    private static String readout(Readout readout) {
        return readout.name() + ": " + readout.space().getClass().getSimpleName()
                + readout.space().row();
    }

    private static String line(Script.Entry entry, int n) {
        if (entry.stage() instanceof Stage.Train train) {
            int perEpoch = train.sampler().steps(n);
            String length = train.steps() > 0
                    ? train.steps() + " steps"
                    : "epochs " + train.from() + " to " + (train.to() - 1) + ", " + perEpoch
                            + (perEpoch == 1 ? " step each" : " steps each");
            return entry.name() + ": train, " + length + " of "
                    + train.sampler().batch(n) + " rows; "
                    + train.updates().stream().map(Explaining::update).collect(Collectors.joining(", then "));
        }
        return entry.name() + (entry.stage() instanceof Stage.Sweep ? ": sweep over all rows" : ": host");
    }

    private static String update(Update update) {
        if (update instanceof Update.Descend descend) {
            return descend.name() + " by " + descend.by().name();
        }
        return update instanceof Update.Follow follow
                ? follow.name() + " by " + follow.by().name()
                : update.name();
    }
}
