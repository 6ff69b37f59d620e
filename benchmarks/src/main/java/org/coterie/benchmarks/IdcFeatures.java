package org.coterie.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.coterie.algorithms.Selection;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.plugins.Installed;

/**
 * Do the gates of finished runs on IDC's synthetic set open what matters? Pooled over all pairs of row and feature: classes 0
 * and 1 are told apart by x1 and x2, 2 and 3 by x1 and x3. Prints a line of a Markdown table for each folder.
 */
public final class IdcFeatures {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final int INFORMATIVE = 3;
    private static final List<BitSet> MATTER = List.of(bits(0, 1), bits(0, 1), bits(0, 2), bits(0, 2));

    private IdcFeatures() {}

    /** The arguments: folders of runs. */
    public static void main(String[] args) {
        OUT.println(
                "| run | F1 local > 0 | local > 0.5 | local × global > 0 | local × global > 0.5 |"
                        + " mean gates of x1, x2, x3 | largest mean gate of a nuisance column | share of nuisance gates above 0.5 |");
        OUT.println("|---|---|---|---|---|---|---|---|");
        for (String folder : args) {
            one(Path.of(folder));
        }
    }

    private static void one(Path folder) {
        Dataset data = new RunConfigReader(Installed.builtIn())
                .read(folder.resolve("resolved.conf"), List.of())
                .data()
                .opener()
                .open();
        int[] of = data.labels().orElseThrow().of();
        try (Fitted model = Coterie.load(folder)) {
            Table local = model.ask("gates", data);
            Table global = model.fixed("global-gates");
            int[] clusters = model.assign(data.x());
            float[][] both = new float[of.length][local.columns()];
            double[] means = new double[local.columns()];
            double noisy = 0;
            for (int i = 0; i < of.length; i++) {
                for (int j = 0; j < local.columns(); j++) {
                    both[i][j] = local.at(i, j) * global.at(clusters[i], j);
                    means[j] += local.at(i, j) / of.length;
                    noisy += j >= INFORMATIVE && local.at(i, j) > 0.5 ? 1 : 0;
                }
            }
            double largest = 0;
            for (int j = INFORMATIVE; j < means.length; j++) {
                largest = Math.max(largest, means[j]);
            }
            OUT.printf(
                    Locale.ROOT,
                    "| %s | %.3f | %.3f | %.3f | %.3f | %.2f, %.2f, %.2f | %.3f | %.3f |%n",
                    folder.getFileName(),
                    Selection.of(local, of, MATTER, 0).f1(),
                    Selection.of(local, of, MATTER, 0.5).f1(),
                    Selection.of(Table.of(both), of, MATTER, 0).f1(),
                    Selection.of(Table.of(both), of, MATTER, 0.5).f1(),
                    means[0],
                    means[1],
                    means[2],
                    largest,
                    noisy / of.length / (means.length - INFORMATIVE));
        }
    }

    private static BitSet bits(int... which) {
        BitSet set = new BitSet();
        for (int bit : which) {
            set.set(bit);
        }
        return set;
    }
}
