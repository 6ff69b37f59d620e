package org.coterie.runtime.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, false, UTF_8);
    private long millis = 5_000;

    private ProgressBar bar(boolean terminal, int columns) {
        return new ProgressBar(out, terminal, columns, () -> millis * 1_000_000);
    }

    private static Event.Progress step(long step, long of) {
        return new Event.Progress("part", step / 10, step, of, 7000 + step, Map.of("loss", 1.0 / step));
    }

    private String printed() {
        out.flush();
        return bytes.toString(UTF_8);
    }

    private List<String> rewritten() {
        String[] parts = printed().split("\r", -1);
        return Arrays.asList(parts).subList(1, parts.length);
    }

    @Test
    void aTerminalShowsStageBarEpochLossSpeedAndTimeLeft() {
        ProgressBar bar = bar(true, 100);
        bar.on(new Event.StageStarted("part", 1, 2, 1000));
        millis += 200;
        bar.on(step(100, 1000));
        millis += 2000;
        bar.on(step(500, 1000));
        assertThat(rewritten())
                .containsExactly(
                        "part (1/2), 1000 steps",
                        "part (1/2) [==>                 ] 10%  epoch 10  loss 0.01000",
                        "part (1/2) [==========>         ] 50%  epoch 50  loss 0.002000  200 steps/s  ETA 2.5 s");
    }

    @Test
    void stepsThatCameInOneCallDoNotCountAsSpeed() {
        ProgressBar bar = bar(true, 100);
        bar.on(new Event.StageStarted("part", 1, 1, 1000));
        millis += 200;
        for (int i = 1; i <= 16; i++) {
            bar.on(step(i, 1000));
        }
        millis += 1000;
        bar.on(step(116, 1000));
        assertThat(rewritten().get(2)).contains("100 steps/s");
    }

    @Test
    void aTerminalIsRewrittenAtMostTenTimesASecond() {
        ProgressBar bar = bar(true, 80);
        bar.on(new Event.StageStarted("part", 1, 1, 10_000));
        for (int i = 1; i <= 2000; i++) { // two seconds
            millis++;
            bar.on(step(i, 10_000));
        }
        assertThat(rewritten()).hasSize(1 + 20);
    }

    @Test
    void aLineNeverWrapsAndNothingOfALongerLineStays() {
        ProgressBar bar = bar(true, 40);
        bar.on(new Event.StageStarted("part", 1, 1, 1000));
        millis += 1000;
        bar.on(step(990, 1000));
        millis += 1000;
        bar.on(new Event.StageStarted("end", 1, 1, 0));
        assertThat(rewritten()).allSatisfy(line -> assertThat(line.length()).isLessThan(40));
        assertThat(rewritten().get(2)).isEqualTo("end" + " ".repeat(36));
    }

    @Test
    void aWarningTakesTheLineAndStays() {
        ProgressBar bar = bar(true, 80);
        bar.on(new Event.StageStarted("part", 1, 1, 1000));
        bar.on(new Event.Warning("loss"));
        bar.on(new Event.StageStarted("next", 1, 1, 10));
        bar.close();
        assertThat(printed()).isEqualToNormalizingNewlines("\rpart, 1000 steps\rwarning: loss   \n\rnext, 10 steps\n");
    }

    @Test
    void withoutATerminalThereArePlainLinesAndFew() {
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            ProgressBar bar = bar(false, 80);
            bar.on(new Event.RunStarted("digits", "deepwak", 250));
            bar.on(new Event.StageStarted("part", 1, 1, 1000));
            for (int i = 251; i <= 1000; i++) {
                millis += 10; // 7.5 seconds in all
                bar.on(step(i, 1000));
            }
            bar.on(new Event.StageFinished("part", 7.5));
            bar.on(new Event.RunFinished(125, Path.of("out")));
        } finally {
            Locale.setDefault(locale);
        }
        assertThat(printed()).isEqualToNormalizingNewlines("""
                digits: deepwak, resumed at step 250
                part, 1000 steps
                part 45%, epoch 45, loss 0.002222, 100 steps/s, ETA 5.5 s
                part 65%, epoch 65, loss 0.001538, 100 steps/s, ETA 3.5 s
                part 85%, epoch 85, loss 0.001176, 100 steps/s, ETA 1.5 s
                part done in 7.5 s, loss 0.001000
                done in 2:05: out
                """);
    }

    @Test
    void withoutATerminalASlowStageIsHeardOfEveryThirtySeconds() {
        ProgressBar bar = bar(false, 80);
        bar.on(new Event.StageStarted("part", 2, 3, 1_000_000));
        for (int i = 1; i <= 25; i++) {
            millis += 3_000;
            bar.on(step(i, 1_000_000));
        }
        assertThat(printed().lines()).hasSize(3).last().asString().contains("part (2/3) 0%", "3.0 s/step", "ETA 833:");
    }

    @Test
    void whatEndsARunEarlySaysHowToGoOn() {
        bar(false, 80).on(new Event.RunStopped("interrupted", "to go on: coterie resume runs/a"));
        assertThat(printed()).isEqualToNormalizingNewlines("stopped: interrupted\nto go on: coterie resume runs/a\n");
    }
}
