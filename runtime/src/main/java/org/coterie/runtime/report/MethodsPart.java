package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coterie.runtime.config.ReportOptions;

/** A paragraph for a paper's methods section, how to make the run again, every setting, and the files. */
final class MethodsPart implements Part {
    private static final Pattern TRANSFORM = Pattern.compile("\"type\"\\s*:\\s*\"([^\"]+)\"");

    @Override
    public List<Block> of(View view) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.of(Node.of("p", paragraph(view)).with("class", "paper-text")));
        blocks.addAll(settings(view));
        if (!view.facts().sources().isEmpty()) {
            List<List<Object>> rows = new ArrayList<>();
            view.facts().sources().forEach((name, sum) -> rows.add(List.of(name, Node.of("code", sum))));
            blocks.add(Block.of(Grid.of(List.of("data", "SHA-256"), rows, -1)));
        }
        blocks.add(Block.of(Node.of("h3", "How to reproduce")));
        blocks.add(
                Block.text("In the folder of this run, with the same versions and number of threads, the first command"
                        + " gives the same bits; the second places new rows; the third makes this page anew."));
        blocks.add(Block.of(Node.of(
                        "pre",
                        Node.of(
                                "code",
                                "coterie run resolved.conf --set name=again\n"
                                        + "coterie predict . new-rows.csv --out new-clusters.csv\n"
                                        + "coterie report ."))
                .with("class", "scroll")
                .with("tabindex", 0)));
        blocks.add(Block.of(Node.of(
                "details",
                Node.of("summary", "Every setting (resolved.conf)"),
                Node.of("pre", Node.of("code", view.evidence().resolved()))
                        .with("class", "scroll")
                        .with("tabindex", 0))));
        blocks.add(Block.of(Node.of("h3", "Files of the run")));
        blocks.add(Block.of(files()));
        return blocks;
    }

    /** What the preset is known to do, and what the run set differently from the defaults. */
    private static List<Block> settings(View view) {
        MethodFacts method = view.evidence().method();
        String preset = view.facts().method("preset");
        List<Block> blocks = new ArrayList<>();
        if (!method.note().isEmpty()) {
            blocks.add(Block.of(Node.of("h3", "What preset " + preset + " does")));
            blocks.add(Block.text(method.note()));
        }
        if (!method.changed().isEmpty()) {
            List<List<Object>> rows = new ArrayList<>();
            method.changed()
                    .forEach(setting -> rows.add(List.of(
                            setting.name(), setting.here(), setting.usual().isEmpty() ? "–" : setting.usual())));
            Node table = Grid.of(List.of("setting", "here", "recommended"), rows, -1);
            blocks.add(Block.of(
                    method.note().isEmpty()
                            ? Node.of(
                                    "details",
                                    Node.of(
                                            "summary",
                                            Num.count(rows.size(), "setting") + " of "
                                                    + view.facts().method("id") + " unlike the recommended"),
                                    table)
                            : table));
        }
        return blocks;
    }

    static String paragraph(View view) {
        Facts facts = view.facts();
        StringBuilder text = new StringBuilder();
        text.append(Num.count(facts.rows(), "row"))
                .append(" of ")
                .append(Num.count(facts.columns(), "column"))
                .append(" (")
                .append(facts.data())
                .append(") were ");
        List<String> transforms = transforms(view.evidence().resolved());
        text.append(transforms.isEmpty() ? "used as they are" : "prepared by " + Words.list(transforms))
                .append(" and clustered by ")
                .append(facts.method("id"));
        if (!facts.method("preset").isEmpty()) {
            text.append(" (preset ").append(facts.method("preset")).append(')');
        }
        text.append(" with ")
                .append(Num.count(view.k(), "cluster"))
                .append(" offered, seed ")
                .append(facts.seed());
        if (facts.steps() > 0) {
            text.append(", in ").append(Num.count(facts.steps(), "training step"));
        }
        text.append(". ");
        if (!view.evidence().method().about().isBlank()) {
            text.append(facts.method("id"))
                    .append(": ")
                    .append(view.evidence().method().about().strip())
                    .append(' ');
        }
        facts.others().forEach((name, scores) -> {
            if (name.equals("k-means")) {
                text.append(
                        "k-means (k-means++ seeds, best of ten starts, mini-batches where rows are very many) clustered the"
                                + " same prepared rows with as many clusters. ");
            }
        });
        if (!facts.scores().isEmpty()) {
            text.append(
                    "ACC is accuracy under the best one-to-one match of clusters with classes, NMI mutual information over"
                            + " the arithmetic mean of both entropies, ARI the Rand index adjusted for chance (Hubert and Arabie"
                            + " 1985). ");
        }
        if (view.evidence().material().isPresent()) {
            text.append(figures(view));
        }
        text.append("Software: Coterie");
        version(text, " ", facts.version("org.coterie.runtime"), "");
        version(text, ", " + facts.method("module") + " ", facts.method("version"), "");
        version(text, ", TensorFlow Java ", facts.version("tensorflow"), "");
        version(text, ", Java ", facts.machine("java.version"), "");
        version(text, " on ", facts.machine("os.name"), " " + facts.machine("os.arch"));
        return text.append(", ")
                .append(Num.count(facts.threads(), "thread"))
                .append('.')
                .toString();
    }

    private static String figures(View view) {
        boolean umap = view.evidence().options().map() == ReportOptions.Layout.UMAP;
        return (umap ? "The map is by UMAP (McInnes, Healy and Melville 2018, arXiv:1802.03426). " : "")
                + "Columns are ranked by the area under the ROC curve, groups tested by Fisher's exact test, both with false"
                + " discovery rates by Benjamini and Hochberg (1995). ";
    }

    private static void version(StringBuilder text, String before, String version, String after) {
        if (!version.isBlank()) {
            text.append(before).append(version).append(after);
        }
    }

    private static List<String> transforms(String resolved) {
        List<String> ids = new ArrayList<>();
        int from = resolved.indexOf("\ntransforms = ");
        if (from >= 0) {
            int to = resolved.indexOf("\n]", from);
            Matcher type = TRANSFORM.matcher(resolved.substring(from, to < 0 ? resolved.length() : to));
            while (to >= 0 && type.find()) {
                ids.add(type.group(1));
            }
        }
        return ids;
    }

    private static Node files() {
        String[][] files = {
            {"assignments.csv", "of each row its name, cluster, the cluster's probability, and confidence"},
            {"centroids.csv", "of each cluster its rows and their mean, in the units of the data"},
            {"markers.csv", "the columns that tell each cluster from the rest: AUC, effect, false discovery rate"},
            {"baseline.csv", "of each row its cluster by k-means"},
            {"metrics.json", "scores, sizes, what the method reported, warnings"},
            {"provenance.json", "seed, threads, versions of every module, SHA-256 of the data, the machine"},
            {"resolved.conf", "every setting as it was; coterie run takes it as it is"},
            {"model", "manifest with checksums, parameters, and a TensorFlow SavedModel"},
            {"log.jsonl", "what happened, as JSON lines"},
            {"events", "the same for TensorBoard"},
            {"figures", "the figures of this page, each as a file of its own"}
        };
        List<List<Object>> rows = new ArrayList<>();
        for (String[] file : files) {
            rows.add(List.of(Node.of("a", file[0]).with("href", file[0]), file[1]));
        }
        return Grid.of(List.of("file", "holds"), rows, -1);
    }
}
