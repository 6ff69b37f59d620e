package org.coterie.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The Markdown page of a benchmark. */
final class Page {

    private Page() {}

    static String of(
            String date, String command, long seed, int rounds, List<Measurement> all, Map<String, Object> context) {
        StringBuilder text = new StringBuilder("# Training speed\n\n");
        text.append("""
                Steps a second through the framework's own trainer with everything on (sampler, schedules, data in the
                graph, every loss to the host; log, TensorBoard and progress listeners), beside PyTorch eager doing the
                same arithmetic. Written by the command below; medians of alternating rounds, each in a process of its
                own. The opponent is PyTorch at the fastest of 1 or 2 threads, passive or active waiting; a setting
                that is more than a fifth slower than the best after a round sits out the next. Read the ratio: steps a
                second are of that machine and that hour.

                """);
        text.append("* date: ").append(date).append('\n');
        text.append("* command: `").append(command).append("`\n");
        text.append("* rounds: ").append(rounds).append('\n');
        text.append("* seed: ").append(seed).append('\n');
        context.forEach((key, value) ->
                text.append("* ").append(key).append(": ").append(value).append('\n'));
        text.append("\n| workload | Coterie | PyTorch | its setting | ratio | wanted | reach |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        for (Measurement one : all) {
            Workload w = one.workload();
            String setting = one.best().orElse("");
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %s | %s |%n",
                    w.name(),
                    number(one.median()),
                    setting.isEmpty() ? "" : number(one.median(setting)),
                    setting,
                    one.ratio().map(ratio -> judged(ratio, w.bar())).orElse(""),
                    w.bar() > 0 ? times(w.bar()) : "reported",
                    w.bar() > 0 ? times(w.reach()) : ""));
        }
        text.append('\n');
        for (Measurement one : all) {
            Workload w = one.workload();
            text.append("* `").append(w.name()).append("`: ").append(w.about()).append('\n');
        }
        return text.toString();
    }

    private static String judged(double ratio, double bar) {
        return ratio < bar ? times(ratio) + " (**not reached**)" : times(ratio);
    }

    private static String number(double rate) {
        return String.format(Locale.ROOT, rate < 100 ? "%.1f" : "%.0f", rate);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f×", ratio);
    }
}
