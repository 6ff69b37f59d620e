package org.coterie.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.coterie.runtime.Forked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** By TERM, as Ctrl-C takes the same way and test runners may have it ignored. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "ends processes without asking")
class InterruptionTest {

    /** A run of many steps that says when it has begun and when it was stopped; of none that end, where told so. */
    static final class Run {
        private Run() {}

        public static void main(String[] args) {
            Duration patience = args[0].equals("patient") ? Interruption.PATIENCE : Duration.ofMillis(50);
            PrintStream out = System.out;
            try (Interruption interruption = new Interruption(out, patience)) {
                interruption.watch();
                out.println("begun");
                while (!interruption.asked() || !args[0].equals("patient")) {
                    Thread.onSpinWait();
                }
                out.println("checkpoint written");
            }
            System.exit(ExitCode.CANCELLED.code());
        }
    }

    private static String stopped(String how, int code) throws IOException, InterruptedException {
        Process process = Forked.start(Run.class, how);
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("begun");
            process.toHandle().destroy(); // of the process itself, it would close its streams as well
            String rest = out.lines().collect(Collectors.joining("\n"));
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(code);
            return rest;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aStoppedRunFinishesItsStepAndReturnsTheSignal() throws Exception {
        assertThat(stopped("patient", 143)).isEqualTo("\nstopping after this step\ncheckpoint written");
    }

    @Test
    void aStepThatDoesNotEndIsNotWaitedForLong() throws Exception {
        assertThat(stopped("impatient", 143)).contains("the step did not end within");
    }
}
