package org.coterie.runtime.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Source;
import org.coterie.model.fitted.FittedModel;
import org.coterie.model.fitted.Preparation;
import org.coterie.model.store.RunFolder;
import org.coterie.runtime.config.ReportOptions;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.model.Models;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.report.Material;
import org.coterie.runtime.report.MethodFacts;
import org.coterie.runtime.report.Reports;

/**
 * Finds again what a report shows: the configuration, the data it names, the model in the folder. What cannot be found is left
 * out and said.
 *
 * @param installed what is installed
 */
record Reporting(Installed installed) {

    Path write(RunFolder folder) {
        RunConfig config;
        try {
            config = new RunConfigReader(installed).read(folder.resolvedConf(), List.of());
        } catch (CoterieException e) {
            return Reports.write(
                    folder,
                    without(MethodFacts.NONE, ReportOptions.defaults(), "The configuration cannot be read here", e));
        }
        MethodFacts method = MethodFacts.of(config.method());
        Preparation.Training training;
        try {
            training = Runs.prepare(config);
        } catch (CoterieException e) {
            return Reports.write(folder, without(method, config.report(), "The data cannot be read any more", e));
        }
        if (!unchanged(folder, training.data().sources())) {
            return Reports.write(
                    folder,
                    order(
                            method,
                            config.report(),
                            Optional.empty(),
                            "The data are no longer those of the run: another SHA-256."));
        }
        try (FittedModel model = Models.load(folder.model(), installed)) {
            return Reports.write(
                    folder, order(method, config.report(), Optional.of(material(training, Optional.of(model))), ""));
        } catch (CoterieException e) {
            if (e.kind() == CoterieException.Kind.BUSY) {
                throw e;
            }
            String missing = "The model cannot be opened: " + e.getMessage();
            return Reports.write(
                    folder, order(method, config.report(), Optional.of(material(training, Optional.empty())), missing));
        }
    }

    private static Material material(Preparation.Training training, Optional<FittedModel> model) {
        return new Material(training.data(), training.prepared(), model.map(Material.Answers::of));
    }

    private static Reports.Order without(MethodFacts method, ReportOptions options, String what, CoterieException why) {
        return order(
                method,
                options,
                Optional.empty(),
                what + ", so maps, heatmaps and labels are left out: " + why.getMessage());
    }

    private static Reports.Order order(
            MethodFacts method, ReportOptions options, Optional<Material> material, String missing) {
        return new Reports.Order(method, material, missing, options, Optional.empty());
    }

    /** Whether the files have the checksums the run wrote down. */
    static boolean unchanged(RunFolder folder, List<Source> sources) {
        Map<String, Object> then = Provenance.read(folder.provenance());
        return then.get("data") instanceof Map<?, ?> data
                && data.get("sources") instanceof List<?> list
                && list.size() == sources.size()
                && sources.stream()
                        .allMatch(source -> list.stream()
                                .anyMatch(each -> each instanceof Map<?, ?> map
                                        && source.name().equals(map.get("name"))
                                        && source.sha256().equals(map.get("sha256"))));
    }
}
