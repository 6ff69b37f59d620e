package org.coterie.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    private final Failures failures = new Failures(new Shell(err, err, Map.of(), false));

    @ParameterizedTest
    @CsvSource({"CONFIG, 2", "DATA, 3", "ARTIFACT, 4", "TRAINING, 5", "BUSY, 6", "PLUGIN, 7", "CANCELLED, 130"})
    void everyKindHasItsExitCode(Kind kind, int code) {
        assertThat(failures.print(Fault.of("it does not work").as(kind))).isEqualTo(code);
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("coterie: it does not work");
    }

    @Test
    void severalFaultsAreNumbered() {
        List<Fault> faults =
                List.of(Fault.of("one").at("a.csv:1"), Fault.of("two").got("x"));
        failures.print(new CoterieException(Kind.DATA, faults, null));
        assertThat(said.toString(StandardCharsets.UTF_8).replace("\r\n", "\n")).isEqualTo("""
                coterie: 2 problems

                1) a.csv:1: one

                2) two
                     got:      x
                """);
    }

    @Test
    void javasMemoryUsedUpIsToldApart() {
        assertThat(failures.print(new OutOfMemoryError("Java heap space"))).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Java's memory is used up", "JAVA_OPTS=-Xmx");
    }
}
