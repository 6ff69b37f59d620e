package org.coterie.runtime.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coterie.api.CoterieException;
import org.coterie.model.store.IoFaults;
import org.coterie.model.store.Json;

/**
 * How training went, from {@code log.jsonl}.
 *
 * @param curves each loss term by the steps at which it was told; a step told again after a resume counts as told last
 * @param borders where stages begin
 * @param seconds the run took; NaN where the log does not say
 */
record History(Map<String, SortedMap<Long, Double>> curves, List<Lines.Border> borders, double seconds) {

    /** Reads the log; lines that are none, as a kill may leave, are passed over. */
    static History read(Path file) {
        Map<String, SortedMap<Long, Double>> curves = new LinkedHashMap<>();
        TreeMap<Long, String> begins = new TreeMap<>();
        double seconds = Double.NaN;
        for (Map<String, Object> event : events(file)) {
            if ("progress".equals(event.get("event"))
                    && event.get("step") instanceof Number step
                    && event.get("stage-step") instanceof Number inStage
                    && event.get("terms") instanceof Map<?, ?> terms) {
                begins.put(step.longValue() - inStage.longValue(), String.valueOf(event.get("stage")));
                terms.forEach((name, value) -> curves.computeIfAbsent(String.valueOf(name), key -> new TreeMap<>())
                        .put(step.longValue(), value instanceof Number number ? number.doubleValue() : Double.NaN));
            } else if ("run-finished".equals(event.get("event")) && event.get("seconds") instanceof Number number) {
                seconds = number.doubleValue();
            }
        }
        List<Lines.Border> borders = new ArrayList<>();
        begins.forEach((step, stage) -> borders.add(new Lines.Border(step, stage)));
        return new History(curves, List.copyOf(borders), seconds);
    }

    /** The same with the seconds a run knows before its log does. */
    History in(double time) {
        return new History(curves, borders, time);
    }

    private static List<Map<String, Object>> events(Path file) {
        try {
            List<Map<String, Object>> events = new ArrayList<>();
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    event(line, file).ifPresent(events::add);
                }
            }
            return events;
        } catch (IOException e) {
            throw IoFaults.cannotRead(file, e);
        }
    }

    private static Optional<Map<String, Object>> event(String line, Path file) {
        try {
            return Optional.of(Json.object(line.getBytes(StandardCharsets.UTF_8), file.toString()));
        } catch (CoterieException e) {
            return Optional.empty();
        }
    }
}
