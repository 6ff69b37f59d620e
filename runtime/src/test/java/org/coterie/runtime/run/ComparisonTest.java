package org.coterie.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    Path folder;

    private Path run(String name, int k, int seed, double acc, String data) throws IOException {
        Path run = Files.createDirectory(folder.resolve(name));
        Files.writeString(
                run.resolve("resolved.conf"),
                "name = " + name + "\nseed = " + seed + "\nmethod = toy\nruns = r" + seed + "\ntoy { k = " + k
                        + " }\n");
        Files.writeString(
                run.resolve("provenance.json"),
                "{\"seed\": " + seed + ", \"data\": {\"rows\": 3, \"columns\": 2, \"sources\": [{\"sha256\": \"" + data
                        + "\"}]}}");
        Files.writeString(
                run.resolve("metrics.json"),
                "{\"acc\": " + acc + ", \"kmeans\": {\"acc\": 0.5}, \"separation\": {\"method\": {\"rows\": 3,"
                        + " \"silhouette\": 0.25}}}");
        Files.writeString(run.resolve("assignments.csv"), "row,cluster\na,0\nb,1\nc," + (seed % 2) + "\n");
        return run;
    }

    private List<Path> four() throws IOException {
        return List.of(
                run("a", 2, 0, 0.6, "d"), run("b", 2, 1, 0.8, "d"), run("c", 3, 0, 0.9, "d"), run("d", 3, 1, 0.9, "d"));
    }

    @Test
    void runsThatDifferInSeedAndNameAreOneGroupNamedByWhatSetsItApart() throws IOException {
        Comparison comparison = Comparison.of(four(), List.of(), false);
        assertThat(comparison.groups())
                .extracting(Comparison.Group::name)
                .containsExactly("toy k=2", "toy k=3", "k-means");
        assertThat(comparison.metrics()).containsExactly("acc");
        Summary summary = Summary.of(comparison.groups().get(0).values("acc"));
        assertThat(summary.mean()).isCloseTo(0.7, within(1e-12));
        assertThat(summary.sd()).isCloseTo(Math.sqrt(0.02), within(1e-12));
        assertThat(summary.median()).isCloseTo(0.7, within(1e-12));
    }

    @Test
    void stabilityIsTheMeanAriBetweenSeeds() throws IOException {
        // clusters 0, 1, 0 and 0, 1, 1: no pair in common, ARI -0.5
        assertThat(Comparison.of(four(), List.of(), false)
                        .groups()
                        .get(0)
                        .stability()
                        .orElseThrow()
                        .mean())
                .isCloseTo(-0.5, within(1e-12));
    }

    /** Rows c are in cluster seed mod 2: seeds 0 and 2 agree. */
    @Test
    void theMedoidIsTheRunMostLikeTheOthers() throws IOException {
        List<Path> runs = List.of(run("x", 2, 1, 0.6, "d"), run("y", 2, 0, 0.8, "d"), run("z", 2, 2, 0.9, "d"));
        Comparison comparison = Comparison.of(runs, List.of(), false);
        assertThat(comparison.groups())
                .extracting(Comparison.Group::medoid)
                .containsExactly(Optional.of(runs.get(1)), Optional.empty());
        ComparisonFiles.csv(comparison, folder.resolve("out.csv"));
        assertThat(Files.readAllLines(folder.resolve("out.csv")).get(1)).endsWith(runs.get(1) + "");
        assertThat(Comparison.of(four(), List.of(), false).groups())
                .as("of two, each is as much like the other")
                .allMatch(group -> group.medoid().isEmpty());
    }

    @Test
    void groupsAreTestedOverTheSeedsBothHave() throws IOException {
        Comparison.Test test = Comparison.of(four(), List.of(), false).tests().get(0);
        assertThat(test.first() + " " + test.second()).isEqualTo("toy k=2 toy k=3");
        assertThat(test.paired().orElseThrow().n()).isEqualTo(2);
        assertThat(test.paired().orElseThrow().mean()).isCloseTo(-0.2, within(1e-12));
    }

    @Test
    void runsOnDifferentDataAreRefusedUnlessForced() throws IOException {
        List<Path> runs = List.of(run("a", 2, 0, 0.6, "d"), run("b", 2, 1, 0.8, "e"));
        assertThatThrownBy(() -> Comparison.of(runs, List.of(), false))
                .hasMessageContaining("different data")
                .hasMessageContaining("--force");
        assertThat(Comparison.of(runs, List.of(), true).remarks()).anyMatch(text -> text.contains("other data"));
    }

    @Test
    void aMetricNobodyHasIsRefusedAndOthersCanBeAskedFor() throws IOException {
        List<Path> runs = four();
        assertThatThrownBy(() -> Comparison.of(runs, List.of("f"), false))
                .hasMessageContaining("expected: some of acc, silhouette");
        assertThat(Comparison.of(runs, List.of("silhouette"), false)
                        .groups()
                        .get(0)
                        .values("silhouette"))
                .containsExactly(0.25, 0.25);
    }

    @Test
    void aRunThatHasNotEndedIsRefusedWithWhatToDo() throws IOException {
        Path run = run("a", 2, 0, 0.6, "d");
        Files.delete(run.resolve("metrics.json"));
        assertThatThrownBy(() -> Comparison.of(List.of(run), List.of(), false)).hasMessageContaining("coterie resume");
    }

    @Test
    void theTablesForProgramsAndPapersHoldEveryGroup() throws IOException {
        Comparison comparison = Comparison.of(four(), List.of(), false);
        ComparisonFiles.csv(comparison, folder.resolve("out.csv"));
        assertThat(Files.readAllLines(folder.resolve("out.csv")))
                .startsWith("configuration,metric,runs,mean,sd,median,min,max,stability,medoid")
                .hasSize(4)
                .anyMatch(line -> line.startsWith("toy k=3,acc,2,0.9,0.0,0.9,0.9,0.9,"));
        ComparisonFiles.latex(comparison, folder.resolve("out.tex"));
        assertThat(Files.readString(folder.resolve("out.tex")))
                .contains("toy k=2 & 2 & $0.700 \\pm 0.141$ \\\\", "\\toprule", "k-means & 2 & $0.500 \\pm 0.000$");
        assertThat(ComparisonFiles.latex("a_b & 5%")).isEqualTo("a\\_b \\& 5\\%");
    }

    /** The checksum is that of TOX-171 as scikit-feature has it; the paper's Table 6 prints 49.1 % for DUFS. */
    @Test
    void aPageShowsBoxesTestsAndWhatPapersPrint() throws IOException {
        String tox = "f52f57e61775b7830c84750456d7fadfd220d1cc8eed26419c3390eb9216cc84";
        Path one = run("a<b>", 2, 0, 0.6, tox);
        Files.writeString(
                one.resolve("provenance.json"),
                "{\"seed\": 0, \"data\": {\"rows\": 171, \"columns\": 5748, \"sources\": [{\"name\": \"TOX-171.mat\","
                        + " \"sha256\": \"" + tox + "\"}]}}");
        Comparison comparison = Comparison.of(List.of(one), List.of(), false);
        assertThat(comparison.quoted())
                .filteredOn(found -> found.method().equals("DUFS + k-means"))
                .singleElement()
                .satisfies(found -> assertThat(found.value()).isEqualTo(0.491));
        ComparisonFiles.html(comparison, "One & all", folder.resolve("page.html"));
        assertThat(Files.readString(folder.resolve("page.html")))
                .startsWith("<!DOCTYPE html>")
                .contains("One &amp; all", "Quoted from the papers", "DUFS + k-means", "<svg ", "ACC")
                .doesNotContain("://", "<b>");
        assertThat(Comparison.of(four(), List.of(), false).quoted()).isEmpty();
    }

    @Test
    void methodsAreNamedByThemselvesWhereTheirOwnSettingsAreAllAlike() throws IOException {
        Path toy = run("a", 2, 0, 0.6, "d");
        Path other = run("b", 2, 0, 0.8, "d");
        Files.writeString(
                other.resolve("resolved.conf"),
                "name = b\nseed = 0\nmethod = other\nruns = r0\nother { depth = 3, width = 4 }\n");
        assertThat(Comparison.of(List.of(toy, other), List.of(), false).groups())
                .extracting(Comparison.Group::name)
                .startsWith("toy", "other");
    }
}
