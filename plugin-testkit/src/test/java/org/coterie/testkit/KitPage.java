package org.coterie.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.coterie.testkit.Outcome.Verdict;

/** What the kit found, as Markdown. */
final class KitPage {

    private KitPage() {}

    /**
     * A method and how every check ended.
     *
     * @param id its id
     * @param seconds how long all checks took
     * @param outcomes by number
     */
    record Judged(String id, double seconds, List<Outcome> outcomes) {

        long count(Verdict verdict) {
            return outcomes.stream().filter(o -> o.verdict() == verdict).count();
        }
    }

    /**
     * A flaw and what was found.
     *
     * @param name its name
     * @param check the check it is for
     * @param tried how many checks were tried
     * @param failed those that failed
     */
    record Found(String name, int check, int tried, List<Integer> failed) {}

    static String methods(List<Judged> judged) {
        StringBuilder page = new StringBuilder();
        page.append("| method | passed | excepted | skipped | failed | seconds |\n|---|---:|---:|---:|---:|---:|\n");
        for (Judged each : judged) {
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %.0f |%n",
                    each.id(),
                    each.count(Verdict.PASSED),
                    each.count(Verdict.EXPECTED),
                    each.count(Verdict.SKIPPED),
                    each.count(Verdict.FAILED) + each.count(Verdict.MENDED),
                    each.seconds()));
        }
        return page.toString();
    }

    static String checks(List<Judged> judged) {
        StringBuilder page = new StringBuilder("| check |");
        judged.forEach(each -> page.append(' ').append(each.id()).append(" |"));
        page.append("\n|---|").append(":-:|".repeat(judged.size())).append('\n');
        for (Check check : Kit.checks()) {
            page.append("| ").append(check.title()).append(" |");
            for (Judged each : judged) {
                page.append(' ').append(of(each, check).verdict().mark()).append(" |");
            }
            page.append('\n');
        }
        return page.toString();
    }

    /** Why checks did not pass: the reason or ability, and the methods and checks it is said of. */
    static String reasons(List<Judged> judged, Verdict verdict, String heading) {
        Map<String, Map<String, List<Integer>>> reasons = new TreeMap<>();
        for (Judged each : judged) {
            for (Outcome outcome : each.outcomes()) {
                if (outcome.verdict() == verdict) {
                    reasons.computeIfAbsent(oneLine(outcome.why()), r -> new TreeMap<>())
                            .computeIfAbsent(each.id(), id -> new ArrayList<>())
                            .add(outcome.check().number());
                }
            }
        }
        StringBuilder page = new StringBuilder("| " + heading + " | checks of methods |\n|---|---|\n");
        reasons.forEach((why, methods) -> {
            List<String> parts = new ArrayList<>();
            methods.forEach(
                    (id, numbers) -> parts.add(id + " " + numbers.toString().replaceAll("[\\[\\]]", "")));
            page.append("| ")
                    .append(why)
                    .append(" | ")
                    .append(String.join("; ", parts))
                    .append(" |\n");
        });
        return reasons.isEmpty() ? "none\n" : page.toString();
    }

    static String flaws(List<Found> flaws) {
        StringBuilder page = new StringBuilder("| flaw | meant for | tried | failed |\n|---|---|---:|---|\n");
        for (Found each : flaws) {
            page.append("| ")
                    .append(each.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append(" | ")
                    .append(title(each.check()))
                    .append(" | ")
                    .append(each.tried())
                    .append(" | ")
                    .append(each.failed().toString().replaceAll("[\\[\\]]", ""))
                    .append(" |\n");
        }
        return page.toString();
    }

    private static Outcome of(Judged judged, Check check) {
        return judged.outcomes().stream()
                .filter(o -> o.check().number() == check.number())
                .findFirst()
                .orElseThrow();
    }

    private static String title(int number) {
        return Kit.checks().stream()
                .filter(c -> c.number() == number)
                .findFirst()
                .orElseThrow()
                .title();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|").strip();
    }
}
