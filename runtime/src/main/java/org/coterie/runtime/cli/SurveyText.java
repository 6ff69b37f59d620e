package org.coterie.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Numbers;
import org.coterie.model.store.Decimals;
import org.coterie.runtime.run.DataFile;
import org.coterie.runtime.run.Survey;

/** What is in a data file, for people. */
final class SurveyText {
    private static final int NAMES = 5;
    private static final int CLASSES = 30;

    private final StringBuilder text = new StringBuilder();

    private SurveyText() {}

    static String of(DataFile file) {
        Dataset data = file.data();
        Survey survey = Survey.of(data);
        SurveyText all = new SurveyText();
        all.line("file", file.path().toString());
        all.line("format", file.format().id());
        file.suggestions().forEach(s -> all.line("read with", s.key() + " = " + s.value() + ", as " + s.reason()));
        all.line("rows", number(data.x().rows()) + named(data));
        all.line(
                "columns",
                number(data.x().columns()) + ": " + names(data.features().names()) + shape(data));
        all.line("values", values(data, survey));
        all.line("constant", survey.constant().isEmpty() ? "no column" : constant(survey));
        data.labels().ifPresent(labels -> all.line("classes", classes(labels)));
        if (data.labels().isEmpty()) {
            all.line("classes", "none known");
        }
        data.annotations().forEach(known -> all.line("annotation", annotation(known)));
        return all.text.toString();
    }

    /** {@code 344 rows of 5 features}. */
    static String size(Dataset data) {
        return OutcomeText.rows(data.x().rows()) + " of "
                + OutcomeText.count(data.x().columns(), "feature");
    }

    private void line(String name, String said) {
        text.append(String.format(Locale.ROOT, "%-11s %s%n", name, said).replace("\r\n", "\n"));
    }

    private static String named(Dataset data) {
        return data.rowNames().isEmpty() ? ", without names" : ": " + names(data.rowNames());
    }

    private static String shape(Dataset data) {
        return data.features().row().numDimensions() > 1
                ? "; images of " + data.features().row()
                : "";
    }

    private static String values(Dataset data, Survey survey) {
        long all = (long) data.x().rows() * data.x().columns();
        List<String> parts = new ArrayList<>();
        parts.add(
                Float.isNaN(survey.least())
                        ? "none"
                        : Decimals.of(survey.least()) + " to " + Decimals.of(survey.greatest())
                                + (survey.whole() ? ", all whole" : ""));
        parts.add(share(survey.zeros(), all) + " zero");
        parts.add(share(survey.missing(), all) + " missing");
        if (survey.infinite() > 0) {
            parts.add(number(survey.infinite()) + " infinite");
        }
        return String.join("; ", parts);
    }

    private static String share(long some, long all) {
        if (some == 0 || all == 0) {
            return "none";
        }
        double percent = 100.0 * some / all;
        return number(some) + (percent < 0.1 ? " (under 0.1 %)" : String.format(Locale.ROOT, " (%.1f %%)", percent));
    }

    private static String constant(Survey survey) {
        return OutcomeText.count(survey.constant().size(), "column") + ": " + names(survey.constant());
    }

    static String classes(Labels labels) {
        int[] counts = Survey.counts(labels);
        int known = java.util.Arrays.stream(counts).sum();
        StringBuilder said = new StringBuilder(labels.name())
                .append(", ")
                .append(counts.length)
                .append(": ");
        for (int c = 0; c < Math.min(CLASSES, counts.length); c++) {
            said.append(c == 0 ? "" : ", ")
                    .append(labels.classes().get(c))
                    .append(' ')
                    .append(number(counts[c]));
        }
        said.append(counts.length > CLASSES ? ", …" : "");
        return said + (known < labels.rows() ? "; " + number(labels.rows() - known) + " unknown" : "");
    }

    private static String annotation(Annotation known) {
        if (known instanceof Labels labels) {
            return classes(labels);
        }
        float least = Float.NaN;
        float greatest = Float.NaN;
        for (float value : ((Numbers) known).of()) {
            if (!Float.isNaN(value)) {
                least = Float.isNaN(least) ? value : Math.min(least, value);
                greatest = Float.isNaN(greatest) ? value : Math.max(greatest, value);
            }
        }
        return known.name()
                + (Float.isNaN(least)
                        ? ", never known"
                        : ", from " + Decimals.of(least) + " to " + Decimals.of(greatest));
    }

    private static String names(List<String> names) {
        String first = names.stream().limit(NAMES).collect(Collectors.joining(", "));
        return names.size() > NAMES + 1 ? first + ", … " + names.get(names.size() - 1) : String.join(", ", names);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
