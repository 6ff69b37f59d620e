package org.coterie.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.run.Sweep;
import org.coterie.runtime.run.SweepPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    /** Stands in for the program: {@code run CONF} leaves a finished folder, but seed 1 fails. */
    public static final class Stand {
        private Stand() {}

        /** Does as told. */
        public static void main(String[] args) throws IOException {
            String text = Files.readString(Path.of(args[1]));
            Path conf = Path.of(args[1]);
            String name = conf.getFileName().toString().replace(".conf", "");
            if (text.contains("seed = 1\n")) {
                System.out.println("coterie: it diverged");
                System.exit(5);
            }
            Path run = Files.createDirectories(conf.resolveSibling("..").resolve(name));
            Files.writeString(run.resolve("resolved.conf"), text);
            Files.writeString(run.resolve("provenance.json"), "{}");
            Files.writeString(run.resolve("metrics.json"), "{\"acc\": 0.5}");
        }
    }

    private SweepPlan plan(String sweep) throws IOException {
        Path conf = Files.writeString(
                folder.resolve("toys.conf"),
                "method = toy\nruns = \"" + folder.toString().replace("\\", "/")
                        + "\"\ndata { format = nothing }\nsweep " + sweep + "\n");
        return SweepPlan.read(new RunConfigReader(Toys.installed()), conf, List.of());
    }

    private Sweep sweep(SweepPlan plan) {
        return new Sweep(plan, SweepTest::command, said::add);
    }

    private static ProcessBuilder command(List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElse("java"), "-Xshare:auto", "-cp"));
        command.add(Path.of("target/test-classes").toAbsolutePath().toString());
        command.add(Stand.class.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    @Test
    void aGridTimesSeedsIsSoManyRunsNamedByWhatIsTheirOwn() throws IOException {
        assertThat(plan("{ seeds = [0, 7], grid { \"toy.k\" = [2, 3], toy.training { epochs = [5] } } }")
                        .members())
                .extracting(SweepPlan.Member::name)
                .containsExactly(
                        "k-2-epochs-5-seed-0", "k-2-epochs-5-seed-7", "k-3-epochs-5-seed-0", "k-3-epochs-5-seed-7");
    }

    @Test
    void eachRunHasItsOwnSettingsBelowTheFolderOfTheSweep() throws IOException {
        SweepPlan.Member last =
                plan("{ seeds = [4], grid { \"toy.k\" = [2, 9] } }").members().get(1);
        assertThat(last.config().seed()).isEqualTo(4);
        assertThat(last.config().resolved()).contains("\"k\" : 9");
        assertThat(last.config().runs()).isEqualTo(folder.resolve("toys"));
    }

    @Test
    void whatIsWrongWithAnyCombinationIsToldBeforeTheFirstRun() {
        assertThatThrownBy(() -> plan("{ seeds = [0], grid { \"toy.k\" = [2, 1, 200], \"toy.kk\" = [1] } }"))
                .hasMessageContaining("sweep.grid: toy.k=1: toy.k: out of range")
                .hasMessageContaining("toy.k=200")
                .hasMessageContaining("unknown key toy.kk");
    }

    @Test
    void mistakesInTheSectionAreToldTogether() {
        assertThatThrownBy(() -> plan("{ seed = [0], seeds = [1, 1], grid { threads = [1], \"toy.k\" = 3 } }"))
                .hasMessageContaining("unknown key sweep.seed")
                .hasMessageContaining("did you mean sweep.seeds?")
                .hasMessageContaining("sweep.seeds: no list of seeds")
                .hasMessageContaining("threads is the same for all runs")
                .hasMessageContaining("toy.k: no list of values");
    }

    @Test
    void aConfigurationWithoutTheSectionIsNoSweepAndTheSectionIsNoRun() throws IOException {
        Path conf = Files.writeString(folder.resolve("run.conf"), "method = toy\ndata { format = nothing }\n");
        assertThat(Spoken.withToys("sweep", conf.toString()).err()).contains("there is no section sweep");
        Files.writeString(conf, "method = toy\ndata { format = nothing }\nsweep { seeds = [1] }\n");
        assertThat(Spoken.withToys("run", conf.toString()).err()).contains("unknown key sweep");
    }

    @Test
    void oneFailureStopsNoOtherAndWhatHasEndedIsNotDoneAgain() throws IOException {
        SweepPlan plan = plan("{ seeds = [0, 1, 2] }");
        List<Sweep.Result> first = sweep(plan).run(2, () -> false);
        assertThat(first)
                .extracting(Sweep.Result::state)
                .containsExactly(Sweep.State.ENDED, Sweep.State.FAILED, Sweep.State.ENDED);
        assertThat(first.get(1).code()).isEqualTo(5);
        assertThat(first.get(1).message()).isEqualTo("it diverged");
        assertThat(Files.readAllLines(sweep(plan).table(first)))
                .startsWith("run,seed,state,message,acc,kmeans-acc")
                .contains("seed-0,0,finished,,0.5,", "seed-1,1,failed,it diverged,,");
        assertThat(sweep(plan).run(1, () -> true))
                .extracting(Sweep.Result::state)
                .containsExactly(Sweep.State.BEFORE, Sweep.State.STOPPED, Sweep.State.BEFORE);
        assertThat(said).contains("2 of 3 runs are finished already");
    }

    @Test
    void aFolderWithARunOfOtherSettingsIsNotTakenForThisOne() throws IOException {
        sweep(plan("{ seeds = [0] }")).run(1, () -> false);
        Path conf = folder.resolve("toys/seed-0/resolved.conf");
        Files.writeString(conf, Files.readString(conf).replace("\"k\" : 3", "\"k\" : 4"));
        SweepPlan again = plan("{ seeds = [0] }");
        assertThatThrownBy(() -> sweep(again).run(1, () -> false))
                .hasMessageContaining("a run of other settings")
                .hasMessageContaining("toy.k differ");
    }

    @Test
    void jobsAreWhatProcessorsAndMemoryCarry() {
        long gib = 1L << 30;
        assertThat(Forks.jobs(8, 2, 64 * gib, gib)).isEqualTo(4);
        assertThat(Forks.jobs(8, 1, 6 * gib, gib)).isEqualTo(3);
        assertThat(Forks.jobs(2, 4, gib, 9 * gib)).isEqualTo(1);
    }
}
