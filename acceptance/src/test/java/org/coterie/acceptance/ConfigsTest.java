package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coterie.acceptance.Shell.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configurations in {@code examples}. */
class ConfigsTest {
    private static final Path EXAMPLES = Shell.ROOT.resolve("examples");

    @TempDir
    Path folder;

    private static List<Path> configs() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .filter(file ->
                            !EXAMPLES.relativize(file).toString().startsWith("plugin-")) // needs a jar: PluginTest
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyConfigurationIsValid() throws IOException, InterruptedException {
        assertThat(configs()).hasSizeGreaterThanOrEqualTo(8);
        for (Path config : configs()) {
            if (Files.readString(config).contains("\nsweep.")) {
                continue; // only sweep takes these, and begins at once
            }
            Result validate = Shell.run(folder, "validate", config.toString());
            assertThat(validate.err()).as(config.toString()).isEmpty();
            assertThat(validate.code()).isZero();
        }
    }

    @Test
    void everyConfigurationSaysAboveHowItIsRun() throws IOException {
        for (Path config : configs()) {
            String name = Shell.ROOT.relativize(config).toString().replace('\\', '/');
            assertThat(Files.readString(config))
                    .containsAnyOf("\n#   ./coterie run " + name, "\n#   ./coterie sweep " + name);
        }
    }

    @Test
    void theFirstCommandOfTheReadmeFindsPenguinsBetterThanKMeans() throws IOException, InterruptedException {
        Result run = Shell.run(folder, "run", EXAMPLES.resolve("penguins.conf").toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(ari(run, "deepwak")).isGreaterThan(ari(run, "k-means")).isGreaterThan(0.79);
    }

    @Test
    void theFileOfAllSettingsGivesEachTheValueItHasAnyway() throws IOException, InterruptedException {
        String all = EXAMPLES.resolve("deepwak/settings.conf").toString();
        Shell.write(folder, "settings.conf", """
                method = deepwak
                data { file = "shipped:digits", label = digit }
                transforms = [min-max]
                """);
        Result explained = Shell.run(folder, "explain", all);
        Result defaults = Shell.run(folder, "explain", "settings.conf");
        assertThat(withoutBase(explained)).isEqualTo(withoutBase(defaults)).contains("\"restarts\" : 5");
    }

    private static String withoutBase(Result result) {
        assertThat(result.code()).as(result.err()).isZero();
        return result.out().replaceAll("\\R *base = .*", "");
    }

    private static double ari(Result run, String method) {
        Matcher row =
                Pattern.compile("(?m)^" + method + " +\\S+ +\\S+ +(\\S+)$").matcher(run.out());
        assertThat(row.find()).as(run.out()).isTrue();
        return Double.parseDouble(row.group(1));
    }
}
