package org.coterie.runtime.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
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
 * @param earlier seconds from start to last word of each sitting before the last; 0 for a run that was never resumed
 * @param seconds the last sitting took; NaN where the log does not say
 */
record History(
        Map<String, SortedMap<Long, Double>> curves, List<Lines.Border> borders, double earlier, double seconds) {

    /** Reads the log; lines that are none, as a kill may leave, are passed over. */
    static History read(Path file) {
        Map<String, SortedMap<Long, Double>> curves = new LinkedHashMap<>();
        TreeMap<Long, String> begins = new TreeMap<>();
        double seconds = Double.NaN;
        double earlier = 0;
        Instant began = null;
        Instant last = null;
        for (Map<String, Object> event : events(file)) {
            Instant now = time(event).orElse(last);
            if ("run-started".equals(event.get("event"))) {
                earlier += began == null ? 0 : Duration.between(began, last).toMillis() / 1000.0;
                began = now;
                seconds = Double.NaN;
            } else if ("progress".equals(event.get("event"))
                    && event.get("step") instanceof Number step
                    && event.get("stage-step") instanceof Number inStage
                    && event.get("terms") instanceof Map<?, ?> terms) {
                begins.put(step.longValue() - inStage.longValue(), String.valueOf(event.get("stage")));
                terms.forEach((name, value) -> curves.computeIfAbsent(String.valueOf(name), key -> new TreeMap<>())
                        .put(step.longValue(), value instanceof Number number ? number.doubleValue() : Double.NaN));
            } else if ("run-finished".equals(event.get("event")) && event.get("seconds") instanceof Number number) {
                seconds = number.doubleValue();
            }
            last = "warning".equals(event.get("event")) ? last : now; // the data's come before a sitting begins
        }
        List<Lines.Border> borders = new ArrayList<>();
        begins.forEach((step, stage) -> borders.add(new Lines.Border(step, stage)));
        return new History(curves, List.copyOf(borders), earlier, seconds);
    }

    /** The same with the seconds a sitting knows before its log does. */
    History in(double time) {
        return new History(curves, borders, earlier, time);
    }

    /** Seconds the run took, all sittings together; NaN where the log does not say. */
    double took() {
        return earlier + seconds;
    }

    private static Optional<Instant> time(Map<String, Object> event) {
        try {
            return event.get("time") instanceof String text ? Optional.of(Instant.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
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
