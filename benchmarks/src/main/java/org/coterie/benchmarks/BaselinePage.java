package org.coterie.benchmarks;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page of baselines, in Markdown. */
final class BaselinePage {
    private final List<Long> seeds;
    private final long limit;

    BaselinePage(List<Long> seeds, long limit) {
        this.seeds = seeds;
        this.limit = limit;
    }

    String of(Map<BaselineData, List<BaselineResult>> results, List<String> skipped) {
        StringBuilder page = new StringBuilder("# Baselines\n\n");
        Map<String, Object> machine = Machine.facts();
        line(
                page,
                "`benchmarks/baselines`, " + LocalDate.now(ZoneOffset.UTC) + ", seeds " + seeds + "; "
                        + machine.get("processor") + ", " + machine.get("processors") + " processors, "
                        + machine.get("os") + ", " + machine.get("java") + ".");
        line(page, "");
        line(
                page,
                "Default settings, but for twenty starts of kmeans; k is the number of classes where a method takes one. Median");
        line(
                page,
                "[least, most] over the seeds; one number where a method is deterministic. ACC by the best one-to-one matching, NMI by");
        line(
                page,
                "the arithmetic mean; noise is one more cluster. Seconds are medians, of a fit and of asking the model for all rows, with");
        line(
                page,
                "what else the machine had to do. A fit may take " + limit
                        + " s. Labels are used for the scores only.");
        if (!skipped.isEmpty()) {
            line(page, "");
            line(page, "Skipped, because the files are not there: " + String.join(", ", skipped) + ".");
        }
        overview(page, results);
        inertia(page, results);
        results.forEach((data, of) -> set(page, data, of));
        return page.toString();
    }

    /** ACC of everything; wide, so methods go down. */
    private static void overview(StringBuilder page, Map<BaselineData, List<BaselineResult>> results) {
        List<BaselineData> sets = List.copyOf(results.keySet());
        if (sets.isEmpty()) {
            return;
        }
        line(page, "\n## ACC, medians\n");
        line(
                page,
                "| | "
                        + String.join(
                                " | ", sets.stream().map(BaselineData::name).toList()) + " |");
        line(page, "|---" + "|---".repeat(sets.size()) + "|");
        for (int v = 0; v < results.get(sets.get(0)).size(); v++) {
            List<String> cells = new ArrayList<>();
            for (BaselineData set : sets) {
                BaselineResult result = results.get(set).get(v);
                cells.add(
                        result.fits.isEmpty()
                                ? "–"
                                : String.format(Locale.ROOT, "%.3f", result.median(BaselineResult.Fit::acc)));
            }
            line(
                    page,
                    "| " + results.get(sets.get(0)).get(v).variant.name() + " | " + String.join(" | ", cells) + " |");
        }
    }

    private static void inertia(StringBuilder page, Map<BaselineData, List<BaselineResult>> results) {
        line(page, "\n## k-means' inertia beside scikit-learn's best of 20\n");
        line(
                page,
                "Theirs: `min(KMeans(k, n_init=1, random_state=s).fit(x).inertia_ for s in range(20))`, scikit-learn 1.9, on the same");
        line(page, "float32 rows. Ours: the best of twenty starts, per seed.\n");
        line(page, "| data | theirs | ours, median | above, median | above, worst seed |");
        line(page, "|---|---|---|---|---|");
        results.forEach((data, of) -> of.stream()
                .filter(result -> result.variant.method().equals("kmeans") && !result.fits.isEmpty())
                .forEach(result -> {
                    double most = result.fits.stream()
                            .mapToDouble(BaselineResult.Fit::inertia)
                            .max()
                            .orElseThrow();
                    double middle = result.median(BaselineResult.Fit::inertia);
                    line(
                            page,
                            String.format(
                                    Locale.ROOT,
                                    "| %s | %.6g | %.6g | %+.3f %% | %+.3f %% |",
                                    data.name(),
                                    data.inertia(),
                                    middle,
                                    above(middle, data),
                                    above(most, data)));
                }));
    }

    /** In percent, to the third decimal, without a sign on nothing. */
    private static double above(double inertia, BaselineData data) {
        return Math.round(1e5 * (inertia / data.inertia() - 1)) / 1e3 + 0.0;
    }

    private static void set(StringBuilder page, BaselineData data, List<BaselineResult> results) {
        line(page, "\n## " + data.name() + "\n");
        line(page, "Numbers " + data.scaling() + "; " + data.k() + " classes.\n");
        line(page, "| method | ACC | NMI | ARI | clusters | noise | fit, s | ask, s |");
        line(page, "|---|---|---|---|---|---|---|---|");
        for (BaselineResult result : results) {
            String row = "| " + result.variant.name() + " | ";
            if (!result.fits.isEmpty()) {
                double noise = result.median(BaselineResult.Fit::noise);
                row += result.spread(BaselineResult.Fit::acc) + " | " + result.spread(BaselineResult.Fit::nmi) + " | "
                        + result.spread(BaselineResult.Fit::ari) + " | "
                        + (int) result.median(BaselineResult.Fit::clusters) + " | "
                        + (noise > 0 ? String.format(Locale.ROOT, "%.1f %%", 100 * noise) : "") + " | "
                        + String.format(Locale.ROOT, "%.2f", result.median(BaselineResult.Fit::fitSeconds)) + " | "
                        + String.format(Locale.ROOT, "%.2f", result.median(BaselineResult.Fit::assignSeconds)) + " |";
            }
            if (!result.fault.isEmpty()) {
                row += (result.fits.isEmpty() ? "" : "\n| " + result.variant.name() + " | ") + result.fault
                        + " | | | | | | |";
            }
            line(page, row);
        }
    }

    private static void line(StringBuilder page, String text) {
        page.append(text).append('\n');
    }
}
