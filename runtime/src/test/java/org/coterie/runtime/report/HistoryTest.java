package org.coterie.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coterie.api.CoterieException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    @TempDir
    Path folder;

    @Test
    void stepsToldAgainAfterAKillCountAsToldLast() throws IOException {
        Path log = Files.writeString(folder.resolve("log.jsonl"), """
                {"event":"run-started","run":"a","method":"m","step":0}
                {"event":"progress","stage":"one","epoch":0,"step":5,"stage-step":5,"stage-steps":10,"terms":{"loss":3.0}}
                {"event":"progress","stage":"one","epoch":0,"step":10,"stage-step":10,"stage-steps":10,"terms":{"loss":2.0}}
                {"event":"run-st
                {"event":"progress","stage":"one","epoch":0,"step":10,"stage-step":10,"stage-steps":10,"terms":{"loss":2.5}}
                {"event":"progress","stage":"two","epoch":0,"step":15,"stage-step":5,"stage-steps":5,"terms":{"loss":null,"gate":1}}
                {"event":"run-finished","seconds":2.5,"folder":"x"}
                """);
        History history = History.read(log);
        assertThat(history.curves().get("loss")).containsEntry(5L, 3.0).containsEntry(10L, 2.5);
        assertThat(history.curves().get("loss").get(15L)).isNaN();
        assertThat(history.curves()).containsOnlyKeys("loss", "gate");
        assertThat(history.borders()).containsExactly(new Lines.Border(0, "one"), new Lines.Border(10, "two"));
        assertThat(history.seconds()).isEqualTo(2.5);
    }

    @Test
    void sittingsOfAResumedRunAddUpWithoutThePauseBetween() throws IOException {
        Path log = Files.writeString(folder.resolve("log.jsonl"), """
                {"time":"2026-01-01T00:00:00Z","event":"warning","text":"a column is constant"}
                {"time":"2026-01-01T00:00:01Z","event":"run-started","run":"a","method":"m","step":0}
                {"time":"2026-01-01T00:01:31.5Z","event":"progress","stage":"one","step":5,"stage-step":5,"terms":{}}
                {"time":"2026-01-01T05:00:00Z","event":"warning","text":"a column is constant"}
                {"time":"2026-01-01T05:00:01Z","event":"run-started","run":"a","method":"m","step":5}
                {"time":"2026-01-01T05:00:11Z","event":"run-finished","seconds":10,"folder":"x"}
                """);
        History history = History.read(log);
        assertThat(history.earlier()).isEqualTo(90.5);
        assertThat(history.took()).isEqualTo(100.5);
        assertThat(history.in(12).took()).isEqualTo(102.5);
    }

    @Test
    void assignmentsAreReadAsTheyWereWritten() throws IOException {
        Path file = Files.writeString(
                folder.resolve("assignments.csv"),
                "row,cluster,probability,confidence\n\"a \"\"b\"\",\nc\",2,0.9,0.5\n'=x,-1,0.0,0.0\n");
        Assigned assigned = Assigned.read(file);
        assertThat(assigned.names()).isEqualTo(List.of("a \"b\",\nc", "=x"));
        assertThat(assigned.clusters()).containsExactly(2, -1);
        assertThat(assigned.confidence()).containsExactly(0.5, 0);
    }

    @Test
    void aDamagedFileIsSaidToBe() throws IOException {
        Path file = Files.writeString(folder.resolve("assignments.csv"), "row,cluster\na,x\n");
        assertThatThrownBy(() -> Assigned.read(file))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("damaged");
    }
}
