package org.coterie.runtime.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.model.store.AtomicFiles;
import org.coterie.model.store.IoFaults;
import org.coterie.model.store.Json;
import org.coterie.model.store.RunFolder;
import org.coterie.runtime.config.ReportOptions;

/**
 * Writes {@code report.html} and {@code figures/} into the folder of a run whose results are written. The same folder, data and
 * model give the same bytes.
 */
public final class Reports {

    private Reports() {}

    /**
     * What a report needs besides the folder.
     *
     * @param method what is known of the method and its settings
     * @param material data and model; empty where they are gone
     * @param missing why they are, for the reader
     * @param options what is wanted
     * @param seconds the run took, where the log does not say yet
     */
    public record Order(
            MethodFacts method,
            Optional<Material> material,
            String missing,
            ReportOptions options,
            Optional<Double> seconds) {}

    /** Writes page and figures, replacing earlier ones. */
    public static Path write(RunFolder folder, Order order) {
        Page page = new Page(evidence(folder, order));
        AtomicFiles.write(folder.report(), page.html().getBytes(StandardCharsets.UTF_8));
        if (order.options().figures()) {
            AtomicFiles.folder(folder.figures(), into -> {
                for (Figure figure : page.figures()) {
                    Files.writeString(into.resolve(figure.id() + ".svg"), figure.file(), StandardCharsets.UTF_8);
                }
            });
        }
        return folder.report();
    }

    private static Evidence evidence(RunFolder folder, Order order) {
        if (!Files.isRegularFile(folder.metrics()) || !Files.isRegularFile(folder.assignments())) {
            throw Fault.of("the run has no result yet")
                    .at(folder.path().toString())
                    .expected("a run that came to its end")
                    .advise("coterie resume " + folder.path())
                    .as(CoterieException.Kind.ARTIFACT);
        }
        Facts facts = new Facts(json(folder.metrics()), json(folder.provenance()));
        History history = History.read(folder.log());
        Path name = folder.path().toAbsolutePath().normalize().getFileName();
        return new Evidence(
                name == null ? "run" : name.toString(),
                order.method(),
                facts,
                order.seconds().map(history::in).orElse(history),
                Assigned.read(folder.assignments()),
                text(folder.resolvedConf()),
                order.material(),
                order.missing(),
                order.options());
    }

    private static Map<String, Object> json(Path file) {
        return Files.isRegularFile(file)
                ? Json.object(text(file).getBytes(StandardCharsets.UTF_8), file.toString())
                : Map.of();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw IoFaults.cannotRead(file, e);
        }
    }
}
