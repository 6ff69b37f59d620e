package org.coterie.runtime.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coterie.api.CoterieException;
import org.coterie.model.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-01-02T12:00:00.250Z"));

    static final List<Event> ALL = List.of(
            new Event.RunStarted("digits", "deepwak", 0),
            new Event.StageStarted("part", 1, 2, 100),
            new Event.Progress("part", 1, 10, 100, 60, Map.of("loss", 0.5)),
            new Event.BeatDone("part", "recalibrate", 10),
            new Event.CheckpointWritten(Path.of("checkpoints", "step-00000010"), 10),
            new Event.StageFinished("part", 1.5),
            new Event.Warning("collapse"),
            new Event.Metric("acc", 0.75),
            new Event.RunFinished(2, Path.of("runs", "digits")),
            new Event.RunStopped("Ctrl-C", "coterie resume runs/digits"));

    @TempDir
    Path place;

    private Path log(List<Event> events) {
        Path file = place.resolve("log.jsonl");
        try (JsonLines log = new JsonLines(file, NOON)) {
            events.forEach(log::on);
        }
        return file;
    }

    @Test
    void everyKindOfEventIsAJsonObjectOnALine() throws IOException {
        assertThat(ALL.stream().map(Object::getClass)).containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
        List<String> lines = Files.readAllLines(log(ALL));
        assertThat(lines).hasSize(ALL.size());
        assertThat(lines.stream()
                        .map(line -> Json.object(line.getBytes(UTF_8), "log").get("event"))
                        .distinct())
                .hasSize(ALL.size());
    }

    @Test
    void aLineTellsTimeEventAndTermsInOrder() {
        Map<String, Double> terms = new LinkedHashMap<>();
        terms.put("reconstruction", 0.1);
        terms.put("gates", Double.NaN);
        assertThat(log(List.of(new Event.Progress("first", 3, 7, 9, 17, terms))))
                .hasContent(
                        "{\"time\":\"2026-01-02T12:00:00.250Z\",\"event\":\"progress\",\"stage\":\"first\","
                                + "\"epoch\":3,\"step\":17,\"stage-step\":7,\"stage-steps\":9,\"terms\":{\"reconstruction\":0.1,\"gates\":null}}");
    }

    @Test
    void everyEventIsOnTheDiskAtOnce() throws IOException {
        Path file = place.resolve("log.jsonl");
        try (JsonLines log = new JsonLines(file, NOON)) {
            log.on(ALL.get(0));
            assertThat(Files.readAllLines(file)).hasSize(1);
        }
    }

    @Test
    void aTornLineIsCutOffWhereverItIsTorn() throws IOException {
        byte[] two = Files.readAllBytes(log(ALL.subList(0, 2)));
        byte[] first = Files.readAllBytes(logAnew(ALL.subList(0, 1)));
        for (int length = first.length; length < two.length; length++) {
            Files.write(place.resolve("log.jsonl"), Arrays.copyOf(two, length));
            assertThat(log(ALL.subList(1, 2))).hasBinaryContent(two);
        }
    }

    @Test
    void zerosOfAPowerFailureAreCutOffEvenIfLong() throws IOException {
        Path file = log(ALL.subList(0, 1));
        byte[] first = Files.readAllBytes(file);
        Files.write(file, new byte[20_000], StandardOpenOption.APPEND);
        Files.writeString(file, "\n{\"half\":\n\n", StandardOpenOption.APPEND);
        assertThat(log(List.of())).hasBinaryContent(first);
        Files.write(file, new byte[9000]);
        assertThat(log(List.of())).isEmptyFile();
    }

    @Test
    void aLogThatCannotBeWrittenIsAFault() {
        assertThatThrownBy(() -> new JsonLines(place, NOON))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("cannot be written");
    }

    private Path logAnew(List<Event> events) throws IOException {
        Files.delete(place.resolve("log.jsonl"));
        return log(events);
    }
}
