package org.coterie.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.data.Table;
import org.coterie.runtime.Fitted;
import org.coterie.runtime.train.Saver;

/** 4xx, continued: what readouts and reports have to be. */
final class Readings {

    private Readings() {}

    static List<Check> checks() {
        return List.of(
                Check.required(411, "a reconstruction has the columns of the data", trial -> {
                    Trial.needs(trial.fitted().readouts().contains("reconstruct"), "a readout reconstruct");
                    Claim.equal(
                            trial.fitted().columns("reconstruct").size(),
                            trial.rows().columns(),
                            "columns of reconstruct");
                }),
                Check.required(412, "centroids lie in the space of the data, or of the codes", trial -> {
                    List<String> readouts = trial.fitted().readouts();
                    Trial.needs(readouts.contains("centroids"), "a readout centroids");
                    int width = trial.fitted().fixed("centroids").columns();
                    int codes = readouts.contains("embed")
                            ? trial.fitted().columns("embed").size()
                            : width;
                    Claim.that(
                            width == trial.rows().columns() || width == codes,
                            "centroids have " + width + " columns, data "
                                    + trial.rows().columns() + ", codes " + codes);
                }),
                Check.required(413, "every readout answers rows that were not in training", trial -> {
                    float[][] rows = RowsGiven.scaled(trial.values(), 3);
                    for (String readout : perRow(trial)) {
                        if (!Answers.finite(trial.fitted().ask(readout, trial.rows()))) {
                            continue; // which is another check's affair
                        }
                        Answers.finite(trial.fitted().ask(readout, Table.of(rows)), readout);
                    }
                }),
                Check.required(414, "rows that are drawn are finite, and the same from the same noise", trial -> {
                    List<Readout.Drawn> drawn = drawn(trial.fitting().plan());
                    Trial.needs(!drawn.isEmpty(), "a readout that draws rows");
                    for (Readout.Drawn each : drawn) {
                        int[] clusters =
                                IntStream.range(0, trial.fitted().clusters()).toArray();
                        Table rows = draw(trial.fitted(), each, clusters);
                        Claim.equal(rows.rows(), clusters.length, "rows of " + each.name());
                        Claim.equal(
                                rows.columns(),
                                trial.fitted().columns(each.name()).size(),
                                "columns of " + each.name());
                        Answers.finite(rows, each.name());
                        Claim.same(
                                draw(trial.fitted(), each, clusters).toArray(), rows.toArray(), each.name() + " again");
                    }
                }),
                Check.required(
                        415,
                        "what is reported is finite",
                        trial -> reports(trial)
                                .forEach((name, value) ->
                                        Claim.that(Double.isFinite(value), name + " is reported as " + value))),
                Check.optional(
                        416,
                        "reports are named in small letters with hyphens",
                        trial -> reports(trial)
                                .keySet()
                                .forEach(name -> Claim.that(name.matches("[a-z0-9][a-z0-9.-]*"), name))));
    }

    /** The readouts that rows are asked of. */
    static List<String> perRow(Trial trial) {
        return trial.fitting().plan().readouts().stream()
                .filter(readout -> readout instanceof Readout.PerRow<?>)
                .map(Readout::name)
                .toList();
    }

    static List<Readout.Drawn> drawn(Plan plan) {
        List<Readout.Drawn> drawn = new ArrayList<>();
        for (Readout readout : plan.readouts()) {
            if (readout instanceof Readout.Drawn each) {
                drawn.add(each);
            }
        }
        return drawn;
    }

    /** One row of each cluster, of noise that is neither zero nor the same in all numbers. */
    static Table draw(Fitted model, Readout.Drawn readout, int[] clusters) {
        float[][] noise = new float[clusters.length][readout.noise()];
        for (int i = 0; i < noise.length; i++) {
            for (int j = 0; j < noise[i].length; j++) {
                noise[i][j] = (float) Math.sin(1 + i + 2 * j);
            }
        }
        return model.drawn(readout.name(), clusters, Table.of(noise));
    }

    private static Map<String, Double> reports(Trial trial) {
        try {
            Map<String, Double> reports = trial.fitting()
                    .train(Saver.none(), Optional.empty(), event -> {}, () -> false)
                    .reports();
            Trial.needs(!reports.isEmpty(), "something it reports");
            return reports;
        } catch (CoterieException e) {
            throw new AssertionError("the fit fails: " + e, e);
        }
    }
}
