package org.coterie.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledMethod;
import org.coterie.testkit.KitPage.Found;
import org.coterie.testkit.KitPage.Judged;
import org.coterie.testkit.Outcome.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes the page of {@code benchmarks/kit} into the file {@code -Dcoterie.kit.page} names: the checks of all methods of ours and
 * of those in the plugin folder {@code -Dcoterie.kit.plugins}, and of the broken ones. What is done stands in a folder beside it,
 * so that the same command goes on where it was stopped; {@code -Dcoterie.kit.part=true} does no more than the methods named.
 */
@EnabledIfSystemProperty(named = "coterie.kit.page", matches = ".+")
class KitPageTest {

    @Test
    void everyCheckOfEveryMethodIsOnOnePage() throws IOException {
        Path page = Path.of(System.getProperty("coterie.kit.page")).toAbsolutePath();
        Path log = Files.createDirectories(page.resolveSibling(page.getFileName() + ".log"));
        List<Judged> judged = new ArrayList<>();
        for (Ours each : Ours.wanted()) {
            judged.add(judged(log.resolve(each.id()), each.subject().get()));
        }
        for (Subject each : others()) {
            judged.add(judged(log.resolve(each.id()), each));
        }
        if (Boolean.getBoolean("coterie.kit.part")) {
            return; // the rest of the page is another call's
        }
        List<Found> flaws = flaws(log.resolve("flaws"));
        long skipped = judged.stream().mapToLong(j -> j.count(Verdict.SKIPPED)).sum();
        Files.writeString(
                page,
                "# The kit: checks of all methods\n\n"
                        + Kit.checks().size() + " checks, " + judged.size() + " methods, " + flaws.size()
                        + " methods broken on purpose. Printed by `benchmarks/kit`.\n\n"
                        + KitPage.methods(judged)
                        + "\n## Excepted, with the reason\n\n"
                        + KitPage.reasons(judged, Verdict.EXPECTED, "reason")
                        + "\n## Failed\n\n"
                        + KitPage.reasons(judged, Verdict.FAILED, "what was seen")
                        + "\n## Skipped, with the ability that is not there: " + skipped + "\n\n"
                        + KitPage.reasons(judged, Verdict.SKIPPED, "ability")
                        + "\n## Check by check\n\n✓ passed, e excepted, – skipped, ✗ failed\n\n"
                        + KitPage.checks(judged)
                        + "\n"
                        + "## Methods broken on purpose\n\n"
                        + "Each is a sound method with one flaw, tried with all checks of the same hundred; the last"
                        + " column says which failed.\n\n"
                        + KitPage.flaws(flaws));
        assertThat(judged)
                .allMatch(each ->
                        each.outcomes().stream().noneMatch(o -> o.verdict().bad()));
        assertThat(flaws).allMatch(each -> each.failed().equals(List.of(each.check())));
    }

    /** Methods of the plugin folder, with their own defaults but for three clusters. */
    private static List<Subject> others() {
        Installed all = Installed.with(Path.of(System.getProperty("coterie.kit.plugins", "no such folder")));
        List<String> ours = Ours.all().stream().map(Ours::id).toList();
        return all.methods().stream()
                .filter(method -> !ours.contains(method.id()))
                .map(method -> named(all, method))
                .toList();
    }

    private static Subject named(Installed all, InstalledMethod method) {
        Subject subject = Subject.of(all, method.id());
        return method.section().containsKey("k") ? subject.with("k = 3") : subject;
    }

    private static Judged judged(Path log, Subject subject) throws IOException {
        if (!Files.exists(log)) {
            long began = System.nanoTime();
            List<Outcome> outcomes = Kit.judge(subject);
            List<String> lines = new ArrayList<>();
            lines.add(String.format(Locale.ROOT, "%.1f", (System.nanoTime() - began) / 1e9));
            outcomes.forEach(o -> lines.add(
                    o.check().number() + "\t" + o.verdict() + "\t" + o.why().replaceAll("\\s+", " ")));
            Files.write(log, lines);
        }
        List<String> lines = Files.readAllLines(log);
        List<Outcome> outcomes = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split("\t", -1);
            Check check = Kit.checks().stream()
                    .filter(c -> c.number() == Integer.parseInt(parts[0]))
                    .findFirst()
                    .orElseThrow();
            outcomes.add(new Outcome(check, Verdict.valueOf(parts[1]), parts[2]));
        }
        return new Judged(subject.id(), Double.parseDouble(lines.get(0)), outcomes);
    }

    private static List<Found> flaws(Path log) throws IOException {
        if (!Files.exists(log)) {
            List<String> lines = new ArrayList<>();
            for (Small.Flaw flaw : Small.Flaw.values()) {
                if (flaw != Small.Flaw.NONE) {
                    lines.add(flaw + "\t" + tried(flaw));
                }
            }
            Files.write(log, lines);
        }
        return Files.readAllLines(log).stream().map(KitPageTest::found).toList();
    }

    private static String tried(Small.Flaw flaw) throws IOException {
        Remains before = new Remains();
        try (Trial trial = new Trial(Small.subject(flaw))) {
            List<Check> checks = Kit.checks().stream()
                    .filter(check -> check.number() / 100 == flaw.check / 100)
                    .toList();
            Stream<Check> failed = checks.stream()
                    .filter(check -> Kit.outcome(check, trial).verdict().bad());
            return checks.size() + "\t"
                    + String.join(",", failed.map(c -> "" + c.number()).toList());
        } finally {
            before.restore();
        }
    }

    private static Found found(String line) {
        String[] parts = line.split("\t", -1);
        return new Found(
                parts[0],
                Small.Flaw.valueOf(parts[0]).check,
                Integer.parseInt(parts[1]),
                parts[2].isEmpty()
                        ? List.of()
                        : Arrays.stream(parts[2].split(",", -1))
                                .map(Integer::valueOf)
                                .toList());
    }
}
