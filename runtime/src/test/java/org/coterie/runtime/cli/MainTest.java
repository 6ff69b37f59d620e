package org.coterie.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.coterie.runtime.plugins.Installed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private static final Provider<Installed> BROKEN = () -> {
        throw new IllegalStateException("first line\n  second line");
    };

    @TempDir
    Path folder;

    private String config(String text) throws IOException {
        return Files.writeString(folder.resolve("run.conf"), text).toString();
    }

    private String without(String said) {
        return said.replace(folder + folder.getFileSystem().getSeparator(), "");
    }

    @Test
    void withoutACommandItShowsTheHelpAsAnError() {
        assertThat(Spoken.by()).isEqualTo(new Spoken(2, "", Spoken.by("--help").out()));
    }

    @Test
    void theHelpNamesCommandsExitCodesAndExamples() {
        assertThat(Spoken.by("--help")).isEqualTo(new Spoken(0, """
                Deep clustering: from a configuration file to clusters, scores and a model.

                Usage: coterie [OPTIONS] COMMAND

                Options:
                  -h, --help          Show this help.
                  -V, --version       Show the version.
                      --plugins=DIR   Folder of plugin jars, instead of COTERIE_PLUGINS or the
                                        installation's own.
                      --stack-trace   Show where in the program an error came from; so does
                                        COTERIE_STACK_TRACE=1.

                Commands:
                  run        Clusters data as a configuration says.
                  resume     Goes on with a stopped or killed run from its last checkpoint.
                  predict    Finds the clusters of new rows through the model of a run.
                  generate   Draws new rows of a cluster from the model of a run.
                  weights    Lists the parameters of a model, and writes them as NPZ.
                  report     Makes the page and the figures of a run anew.
                  evaluate   Scores the clusters of a run against labels from a file.
                  attribute  Tells by which features rows are in their clusters, for any method.
                  compare    Sets finished runs side by side, over their seeds.
                  sweep      Runs a configuration over seeds and a grid of settings.
                  choose-k   Tries numbers of clusters and chooses one, without labels.
                  validate   Checks a configuration and reports all problems at once.
                  explain    Shows what a run would do, without training.
                  init       Writes a first configuration for a data file.
                  data       Lists, fetches, inspects and converts data.
                  methods    Lists methods, data formats and transforms, and their origin.
                  doctor     Looks whether coterie can work here, and what to do if not.

                Exit codes:
                    0   all went well
                    1   a bug, or doctor found something that keeps coterie from working
                    2   the command line or the configuration is wrong
                    3   the data cannot be used
                    4   a model, checkpoint or run folder is damaged, missing or of another
                          version
                    5   training diverged or had to be given up
                    6   another process is in the way, or a file cannot be written
                    7   a method or plugin is broken
                  130   stopped by Ctrl-C (143: by TERM); coterie resume goes on

                Examples:
                  coterie run examples/penguins.conf
                  coterie run penguins.conf --set seed=7 --set name=again
                  coterie predict runs/penguins new.csv --out clusters.csv
                  coterie init measures.csv

                coterie COMMAND --help tells more of a command.
                """, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "resume",
                "predict",
                "generate",
                "weights",
                "report",
                "evaluate",
                "attribute",
                "compare",
                "sweep",
                "choose-k",
                "validate",
                "explain",
                "init",
                "data",
                "methods",
                "doctor"
            })
    void everyCommandHasHelpWithAnExampleOfItself(String command) {
        Spoken said = Spoken.by(command, "--help");
        assertThat(said.code()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains("Usage: coterie " + command, "Examples:\n  coterie " + command);
        assertThat(said.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void theVersionIsShown() {
        Spoken said = Spoken.by("--version");
        assertThat(said.code()).isZero();
        assertThat(said.out()).matches("coterie \\S+\nJava \\S+\n");
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearest() {
        assertThat(Spoken.by("rnu", "run.conf")).isEqualTo(new Spoken(2, "", """
                coterie: there is no command rnu
                  expected: run, resume, predict, generate, weights, report, evaluate, attribute, compare, sweep, choose-k, validate, explain, init, data, methods, doctor
                  try:      did you mean run?
                """));
        assertThat(Spoken.by("cluster").err()).endsWith("try:      coterie --help\n");
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheNearest() {
        assertThat(Spoken.by("run", "--quite", "run.conf")).isEqualTo(new Spoken(2, "", """
                coterie: there is no option --quite
                  try:      did you mean --quiet?
                """));
    }

    @Test
    void argumentsThatAreMissingOrTooManyAreNamed() {
        assertThat(Spoken.by("predict", "runs/a")).isEqualTo(new Spoken(2, "", """
                coterie: FILE is missing
                  expected: coterie predict [OPTIONS] RUN FILE
                  try:      coterie predict --help
                """));
        assertThat(Spoken.by("explain", "--svg").err()).startsWith("coterie: --svg needs FILE\n");
        assertThat(Spoken.by("validate", "a.conf", "b.conf").err())
                .startsWith("coterie: one argument too many\n  got:      b.conf\n");
    }

    @Test
    void aMissingConfigurationIsSaid() {
        assertThat(Spoken.by("run", "nowhere.conf"))
                .isEqualTo(new Spoken(2, "", "coterie: nowhere.conf: there is no such configuration\n"));
    }

    @Test
    void aConfigurationThatIsInOrderIsSummedUp() throws IOException {
        String file = config("method = toy, transforms = [same], data.format = nothing");
        assertThat(Spoken.withToys("validate", file))
                .isEqualTo(new Spoken(0, "ok: run: toy (recommended), data nothing, same, seed 0\n", ""));
        assertThat(Spoken.withToys("validate", file, "--set", "seed=7", "--set=preset=paper")
                        .out())
                .isEqualTo("ok: run: toy (paper), data nothing, same, seed 7\n");
    }

    @Test
    void allProblemsOfAConfigurationAreNumbered() throws IOException {
        String file = config("method = toy\nsede = 1\ndata.format = nothing\ntoy.k = 1\n");
        Spoken said = Spoken.withToys("validate", file, "--set", "oops", "--set", "toy.training.epochs=many");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(without(said.err())).isEqualTo("""
                coterie: 4 problems

                1) run.conf:2: unknown key sede
                     try:      did you mean seed?

                2) run.conf:4: toy.k: out of range
                     got:      1
                     expected: a whole number from 2 to 99

                3) --set oops: not a setting
                     expected: key=value, such as seed=1

                4) --set toy.training.epochs=many: toy.training.epochs: not a whole number
                     got:      "many"
                     expected: a whole number from 1 to 1000
                """);
    }

    @Test
    void whatIsInstalledIsListed() {
        assertThat(Spoken.withToys("methods").out().replaceAll(" \\S+ \\(built in\\)", " (built in)"))
                .isEqualTo("""
                        Methods
                          toy, from org.coterie.runtime (built in)
                            Does nothing (A. Author, A paper, 2024).
                            presets: recommended, paper

                        Data formats
                          nothing, from org.coterie.runtime (built in)

                        Transforms
                          same, from org.coterie.runtime (built in)
                        """);
    }

    @Test
    void verboselyEverySettingIsListedWithItsComment() {
        assertThat(Spoken.withToys("methods", "--verbose").out()).contains("""
                    presets: recommended, paper

                    # Number of clusters, 2 to 99.
                    k = 3
                    # How it is trained.
                    training {
                      # Passes over the rows, 1 to 1000.
                      epochs = 10
                    }
                    presets {
                      paper {
                        k = 10
                      }
                    }
                """);
    }

    @Test
    void theShippedFormatsAndTransformsAreInstalled() {
        Spoken said = Spoken.by("methods");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("  csv, from org.coterie.datasets", "  z-score, from", "  min-max, from");
    }

    @Test
    void aBrokenPluginIsReportedAndTheRestIsListed() throws IOException {
        Files.writeString(folder.resolve("broken.jar"), "not a jar");
        Spoken said = Spoken.by("methods", "--plugins", folder.toString());
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("  csv, from org.coterie.datasets");
        assertThat(said.err()).startsWith("""
                coterie: 1 problem with plugins; the others work

                1) broken.jar: this plugin cannot be loaded
                """);
        Map<String, String> env = Map.of(PluginsFolder.VARIABLE, folder.toString());
        assertThat(Spoken.by(new CommandModule(), env, "methods")).isEqualTo(said);
    }

    @Test
    void aPluginFolderThatIsNamedMustExist() {
        assertThat(Spoken.by("methods", "--plugins", "nowhere")).isEqualTo(new Spoken(2, "", """
                coterie: --plugins: there is no plugin folder
                  got:      nowhere
                  expected: a folder that exists
                """));
    }

    @Test
    void whatNobodyExpectedIsOneLineWithAdvice() {
        assertThat(Spoken.with(BROKEN, "methods")).isEqualTo(new Spoken(1, "", """
                coterie: unexpected IllegalStateException: first line second line
                  try:      run it again with --stack-trace and report what it prints
                """));
    }

    @Test
    void aStackTraceIsShownWhereAskedFor() {
        Spoken said = Spoken.with(BROKEN, "methods", "--stack-trace");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("report it, with the lines below", "\tat ");
        assertThat(Spoken.with(BROKEN, "--stack-trace", "methods").err()).contains("\tat ");
        Map<String, String> env = Map.of(Failures.VARIABLE, "1");
        assertThat(Spoken.by(new CommandModule(), env, "run", "nowhere.conf").err())
                .contains("there is no such configuration\n", "\tat ");
    }
}
