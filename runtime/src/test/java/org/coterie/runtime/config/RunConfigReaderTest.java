package org.coterie.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.coterie.api.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration without mistakes becomes. */
class RunConfigReaderTest {
    private static final String SHORT = "method = heads\ndata { file = a.csv }\n";

    @TempDir
    Path folder;

    private RunConfig read(String text, String... overrides) {
        return new Workshop(folder).read(text, overrides);
    }

    private static Fakes.HeadSettings heads(RunConfig run) {
        return (Fakes.HeadSettings) run.method().settings();
    }

    @Test
    void whatIsNotWrittenHasItsDefault() {
        RunConfig run = read(SHORT);

        assertThat(run.name()).isEqualTo("run");
        assertThat(run.seed()).isZero();
        assertThat(run.threads()).isEqualTo(RunConfig.AUTO);
        assertThat(run.runs()).isEqualTo(Path.of("runs"));
        assertThat(run.base()).isEqualTo(folder);
        assertThat(run.checkpoints()).isEqualTo(new Checkpoints(60, 0, 3));
        assertThat(run.report()).isEqualTo(ReportOptions.defaults());
        assertThat(run.transforms()).isEmpty();
        assertThat(run.method().preset()).isEqualTo("recommended");
        assertThat(heads(run))
                .isEqualTo(new Fakes.HeadSettings(
                        3,
                        false,
                        Fakes.Mask.NONE,
                        List.of(128, 128),
                        List.of(),
                        true,
                        new Fakes.Training(500, 0.001, 256)));
    }

    @Test
    void whatIsWrittenCounts() {
        RunConfig run = read("""
                name = penguins, seed = 7, threads = 2, runs = out, method = heads
                data { format = csv, file = penguins.csv, label = species }
                transforms = [ z-score, { type = impute, statistic = median } ]
                checkpoint { every-epochs = 5 }
                report { map = pca, figures = false }
                heads { k = 4, mask = top-variance, columns = [a, b], training.epochs = 1e3 }
                """);

        assertThat(run.name()).isEqualTo("penguins");
        assertThat(run.seed()).isEqualTo(7);
        assertThat(run.threads()).isEqualTo(2);
        assertThat(run.checkpoints()).isEqualTo(new Checkpoints(60, 5, 3));
        assertThat(run.report()).isEqualTo(new ReportOptions(true, ReportOptions.Layout.PCA, 5000, false));
        assertThat(run.data().format()).isEqualTo("csv");
        assertThat(run.data().opener())
                .isEqualTo(new Fakes.Csv.Opening(folder.resolve("penguins.csv"), true, ",", List.of()));
        assertThat(run.transforms()).extracting(TransformChoice::id).containsExactly("z-score", "impute");
        assertThat(heads(run).k()).isEqualTo(4);
        assertThat(heads(run).mask()).isEqualTo(Fakes.Mask.TOP_VARIANCE);
        assertThat(heads(run).columns()).containsExactly("a", "b");
        assertThat(heads(run).training()).isEqualTo(new Fakes.Training(1000, 0.001, 256));
    }

    @Test
    void aPresetLiesBetweenDefaultsAndUser() {
        RunConfig run = read(SHORT + "preset = paper\nheads { k = 5 }\n");

        assertThat(heads(run).k()).isEqualTo(5);
        assertThat(heads(run).training().epochs()).isEqualTo(1000);
        assertThat(heads(run).training().rate()).isEqualTo(0.001);
    }

    @Test
    void overridesLieOnTopAndTheLastWins() {
        RunConfig run = read(
                SHORT + "seed = 1\nheads { k = 4, training.epochs = 9 }\n",
                "seed=2",
                "seed=3",
                "heads.k=6",
                "data.file=C:\\rows and more.csv",
                "heads.widths=[8,4]");

        assertThat(run.seed()).isEqualTo(3);
        assertThat(heads(run).k()).isEqualTo(6);
        assertThat(heads(run).training().epochs()).isEqualTo(9);
        assertThat(heads(run).widths()).containsExactly(8, 4);
        assertThat(((Fakes.Csv.Opening) run.data().opener()).file().toString()).endsWith("C:\\rows and more.csv");
    }

    @Test
    void substitutionsWithinTheFileArePutIn() {
        RunConfig run = read(SHORT + """
                seed = 9
                heads { k = ${seed}, widths = [ ${seed}, ${checkpoint.keep} ], training { epochs = ${heads.k} } }
                checkpoint.keep = 4
                """);

        assertThat(heads(run).k()).isEqualTo(9);
        assertThat(heads(run).widths()).containsExactly(9, 4);
        assertThat(heads(run).training().epochs()).isEqualTo(9);
    }

    @Test
    void aSectionCanBeBuiltOnAnother() {
        RunConfig run = read("""
                method = vote, data.file = a.csv
                vote { members = [ ${heads} { method = heads, k = 5 }, ${heads} { method = heads } ] }
                heads { k = 7, training { epochs = 11 } }
                """);

        List<Settings> members = ((Fakes.VoteSettings) run.method().settings()).members();
        assertThat(((Fakes.HeadSettings) chosen(members.get(0)).settings()).k()).isEqualTo(5);
        assertThat(((Fakes.HeadSettings) chosen(members.get(1)).settings()).k()).isEqualTo(7);
        assertThat(((Fakes.HeadSettings) chosen(members.get(1)).settings())
                        .training()
                        .epochs())
                .isEqualTo(11);
    }

    @Test
    void filesBelowTheFolderAreIncluded() {
        Workshop workshop = new Workshop(folder);
        workshop.file("parts/training.conf", "epochs = 3\ninclude \"deeper/rate.conf\"\n");
        workshop.file("parts/deeper/rate.conf", "rate = 0.25\n");

        RunConfig run = workshop.read(SHORT + "heads { training { include \"parts/training\" } }\n");

        assertThat(heads(run).training()).isEqualTo(new Fakes.Training(3, 0.25, 256));
    }

    @Test
    void theNameOfTheFileIsMadeHarmless() {
        Workshop workshop = new Workshop(folder);
        RunConfigReader reader = new RunConfigReader(Fakes.installed());

        assertThat(reader.read(workshop.file("my data (2).conf", SHORT), List.of())
                        .name())
                .isEqualTo("my-data--2-");
        assertThat(reader.read(workshop.file("..conf", SHORT), List.of()).name())
                .isEqualTo("run");
        assertThat(reader.read(workshop.file("nul.conf", SHORT), List.of()).name())
                .isEqualTo("run");
    }

    @Test
    void relativeDataStartFromTheBase() {
        RunConfig run = read(SHORT + "base = data/raw\n");

        assertThat(run.base()).isEqualTo(folder.resolve("data/raw"));
        assertThat(((Fakes.Csv.Opening) run.data().opener()).file()).isEqualTo(folder.resolve("data/raw/a.csv"));
    }

    @Test
    void membersOfAnEnsembleHaveTheirOwnMethodPresetAndSettings() {
        RunConfig run = read("""
                method = vote, data.file = a.csv
                vote { members = [
                  { method = heads, preset = paper, k = 10 }
                  { method = vote, members = [ { method = heads } ] }
                ] }
                """);

        List<Settings> members = ((Fakes.VoteSettings) run.method().settings()).members();
        MethodChoice<?> first = chosen(members.get(0));
        assertThat(first.preset()).isEqualTo("paper");
        assertThat(((Fakes.HeadSettings) first.settings()).k()).isEqualTo(10);
        assertThat(((Fakes.HeadSettings) first.settings()).training().epochs()).isEqualTo(1000);
        List<Settings> inner = ((Fakes.VoteSettings) chosen(members.get(1)).settings()).members();
        assertThat(((Fakes.HeadSettings) chosen(inner.get(0)).settings()).k()).isEqualTo(3);
    }

    private static MethodChoice<?> chosen(Settings member) {
        return ((ConfigSettings) member).chosen().orElseThrow();
    }
}
