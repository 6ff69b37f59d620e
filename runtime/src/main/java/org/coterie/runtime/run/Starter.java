package org.coterie.runtime.run;

import com.typesafe.config.ConfigUtil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.DataFormat.Suggestion;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.runtime.config.DefaultTransform;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledMethod;

/** Writes a first configuration for a file: what can be seen in the data is set, what can only be guessed is a comment. */
public final class Starter {
    private static final int USUAL_K = 10;
    private static final int MOST_CLASSES = 50;

    /** Formats of expression, whose values below zero are the work of a scaling. */
    private static final Set<String> SCALED = Set.of("h5ad", "tenx");

    private final Installed installed;
    private final DataFile file;
    private final Dataset data;
    private final Survey survey;
    private final StringBuilder text = new StringBuilder();

    private Starter(Installed installed, DataFile file) {
        this.installed = installed;
        this.file = file;
        this.data = file.data();
        this.survey = Survey.of(data);
    }

    /** The transforms that suit the data, and why. */
    private record Choice(List<String> ids, String reason) {}

    /**
     * The text of the configuration.
     *
     * @param file the data, read with what their format suggests
     * @param settings {@code key=value} of the section data that the user gave
     * @param conf where the configuration will stand
     */
    public static String text(Installed installed, DataFile file, List<String> settings, Path conf) {
        return new Starter(installed, file).write(settings, conf);
    }

    private String write(List<String> settings, Path conf) {
        InstalledMethod method = installed
                .method("deepwak")
                .or(() -> installed.methods().stream().findFirst())
                .orElseThrow(() -> Fault.of("no method is installed").as(Kind.PLUGIN));
        String name = String.valueOf(conf.getFileName());
        text.append("# A first configuration for ")
                .append(plain(String.valueOf(file.path().getFileName())))
                .append(String.format(
                        Locale.ROOT,
                        ": %,d rows, %,d columns.\n#\n",
                        data.x().rows(),
                        data.x().columns()))
                .append("#   coterie validate ")
                .append(plain(name))
                .append(" --data\n")
                .append("#   coterie run ")
                .append(plain(name))
                .append("\n\n")
                .append(commented("method = " + method.id(), "coterie methods lists what is installed"))
                .append(commented("seed = 0", "same seed, same bits"))
                .append("\ndata {\n")
                .append(commented("  file = " + quoted(relative(conf)), "relative to this file"))
                .append(commented("  format = " + file.format().id(), "auto asks the formats"));
        data(settings);
        text.append("}\n\n");
        transforms();
        k(method);
        return text.toString();
    }

    private void data(List<String> settings) {
        for (String set : settings) {
            int equals = set.indexOf('=');
            if (equals > 0 && !set.substring(0, equals).strip().equals("format")) {
                text.append("  ")
                        .append(set.substring(0, equals).strip())
                        .append(" = ")
                        .append(value(set.substring(equals + 1).strip()))
                        .append('\n');
            }
        }
        for (Suggestion suggestion : file.suggestions()) {
            boolean label = suggestion.key().equals("label");
            String line = (label ? "  # " : "  ") + suggestion.key() + " = " + suggestion.value();
            text.append(commented(line, suggestion.reason() + (label ? "; only compared with, never shown" : "")));
        }
        if (data.labels().isPresent() && file.suggestion("label").isEmpty()) {
            Labels labels = data.labels().get();
            text.append("  # ")
                    .append(plain(labels.name()))
                    .append(" is known: ")
                    .append(labels.classes().size())
                    .append(" classes, which the clusters are compared with and the method never sees\n");
        } else if (data.labels().isEmpty() && file.format().defaults().containsKey("label")) {
            annotations();
        }
    }

    /** What is known of rows and has a few values may be the classes. */
    private void annotations() {
        for (Annotation annotation : data.annotations()) {
            if (annotation instanceof Labels labels
                    && labels.classes().size() >= 2
                    && labels.classes().size() <= MOST_CLASSES) {
                text.append(commented(
                        "  # label = " + quoted(labels.name()), labels.classes().size() + " values: may be classes"));
            }
        }
    }

    private void transforms() {
        Choice choice = choice();
        List<String> ids = new ArrayList<>(choice.ids());
        String gaps = "";
        if (survey.missing() > 0) {
            ids.add(0, "impute");
            ids.removeIf(id -> id.equals("impute") && !usable("impute"));
            gaps = ids.contains("impute") ? "Missing values get the mean of their column. " : "";
        }
        text.append("# ")
                .append(gaps)
                .append(choice.reason())
                .append('\n')
                .append("transforms = [")
                .append(String.join(", ", ids))
                .append("]\n");
    }

    private Choice choice() {
        boolean whole = survey.whole() && survey.least() >= 0;
        int m = data.x().columns();
        int side = (int) Math.round(Math.sqrt(m));
        boolean unnamed = data.features().names().get(0).equals("x1");
        boolean image = data.features().row().numDimensions() > 1 || (unnamed && m >= 64 && side * side == m);
        long all = (long) data.x().rows() * m;
        if (image && whole && survey.greatest() <= 255) {
            return first(
                    List.of(List.of("divide-by-max"), List.of("row-max"), List.of("min-max")),
                    "Pixels come to lie between 0 and 1.");
        }
        if (file.format().id().equals("fcs")) {
            return first(
                    List.of(List.of("arcsinh", "z-score"), List.of("z-score")),
                    "Intensities of cytometry: the inverse hyperbolic sine tames their range, then all count alike.");
        }
        if (whole && !image && m >= 50 && 3 * survey.zeros() >= all) {
            return first(
                    List.of(
                            List.of("tpm", "log1p", "pca"),
                            List.of("log1p", "pca"),
                            List.of("log1p"),
                            List.of("z-score")),
                    "Counts with many zeros: rows to one total, logarithms, and where there is PCA, fewer columns.");
        }
        if (SCALED.contains(file.format().id()) && survey.least() < 0) {
            return new Choice(List.of(), "Expression below zero has been scaled already.");
        }
        return first(List.of(List.of("z-score")), "Columns of different units come to one footing.");
    }

    /** The first list all of which is installed and needs no settings. */
    private Choice first(List<List<String>> wishes, String reason) {
        Optional<List<String>> found = wishes.stream()
                .filter(ids -> ids.stream().allMatch(this::usable))
                .findFirst();
        return found.map(ids -> new Choice(ids, reason))
                .orElse(new Choice(List.of(), "No transform is installed that suits these data."));
    }

    private boolean usable(String id) {
        try {
            DefaultTransform.of(installed, id);
            return true;
        } catch (CoterieException e) {
            return false;
        }
    }

    private void k(InstalledMethod method) {
        if (!method.section().containsKey("k")) {
            return;
        }
        int classes = data.labels().map(labels -> labels.classes().size()).orElse(0);
        boolean told = classes >= 2 && classes <= MOST_CLASSES;
        int k = told ? classes : Math.max(2, Math.min(USUAL_K, data.x().rows() / 2));
        String why = told
                ? "clusters: as many as " + plain(data.labels().orElseThrow().name()) + " has values"
                : "clusters: a first guess, for nothing tells how many";
        text.append('\n')
                .append(method.id())
                .append(" {\n")
                .append(commented("  k = " + k, why))
                .append("}\n");
    }

    private String relative(Path conf) {
        Path from = conf.toAbsolutePath().normalize().getParent();
        Path to = file.path().toAbsolutePath().normalize();
        boolean related =
                from != null && from.getRoot() != null && from.getRoot().equals(to.getRoot());
        return (related ? from.relativize(to) : to).toString().replace(java.io.File.separatorChar, '/');
    }

    private static String commented(String setting, String comment) {
        int blanks = Math.max(2, 30 - setting.length());
        return setting + " ".repeat(blanks) + "# " + plain(comment) + "\n";
    }

    /** On one line, whatever the file calls its columns. */
    private static String plain(String words) {
        return words.replaceAll("[\\p{Cntrl}\u2028\u2029]", "\uFFFD");
    }

    /** As HOCON takes it: what is more than a word or a number, or no list, stands in quotes. */
    private static String value(String written) {
        boolean fine = written.matches("[A-Za-z0-9_.-]+|\\[.*]|\\{.*}|\".*\"");
        return fine ? written : quoted(written);
    }

    private static String quoted(String words) {
        return ConfigUtil.quoteString(words);
    }
}
