package org.coterie.datasets.transforms;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coterie.api.Features;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.SparseTable;
import org.coterie.api.data.Table;
import org.coterie.api.data.Transform;
import org.coterie.datasets.ConfSettings;
import org.coterie.transforms.Arcsinh;
import org.coterie.transforms.Centre;
import org.coterie.transforms.CentreBy;
import org.coterie.transforms.DivideByMax;
import org.coterie.transforms.Drop;
import org.coterie.transforms.First;
import org.coterie.transforms.FirstOfEach;
import org.coterie.transforms.GeneFilter;
import org.coterie.transforms.Impute;
import org.coterie.transforms.Log1p;
import org.coterie.transforms.LogNoise;
import org.coterie.transforms.MaxAbs;
import org.coterie.transforms.MinCells;
import org.coterie.transforms.MinGenes;
import org.coterie.transforms.MinMax;
import org.coterie.transforms.PcaTransform;
import org.coterie.transforms.RowL2;
import org.coterie.transforms.RowMax;
import org.coterie.transforms.Select;
import org.coterie.transforms.Tpm;
import org.coterie.transforms.VariableGenes;
import org.coterie.transforms.ZScore;

/** Short ways to fit a transform and to ask it. */
final class Fit {
    /** Every transform of this module. */
    static final List<Transform> ALL = List.of(
            new Arcsinh(),
            new Centre(),
            new CentreBy(),
            new DivideByMax(),
            new Drop(),
            new First(),
            new FirstOfEach(),
            new GeneFilter(),
            new Impute(),
            new Log1p(),
            new LogNoise(),
            new MaxAbs(),
            new MinCells(),
            new MinGenes(),
            new MinMax(),
            new PcaTransform(),
            new RowL2(),
            new RowMax(),
            new Select(),
            new Tpm(),
            new VariableGenes(),
            new ZScore());

    private Fit() {}

    /** Settings with which a transform does something to almost any table with a column x1 and a batch. */
    static String example(Transform transform) {
        return switch (transform.id()) {
            case "centre-by" -> "annotation = batch";
            case "select", "drop" -> "columns = [x1]";
            case "pca" -> "components = 2, whiten = true";
            case "min-cells" -> "cells = 1";
            case "min-genes" -> "genes = 1";
            case "variable-genes" -> "count = 2, by = variance";
            default -> "";
        };
    }

    static Transform.Fitter fitter(Transform transform, String settings) {
        return transform.settings(ConfSettings.at("transforms." + transform.id(), settings));
    }

    static Transform.Fitted on(Transform transform, String settings, Dataset training) {
        return fitter(transform, settings).fit(training);
    }

    /** The training rows as the transform gives them. */
    static float[] of(Transform transform, String settings, float[]... rows) {
        Dataset data = data(Table.of(rows));
        return on(transform, settings, data).apply(data).x().toArray();
    }

    /** Rows with columns a, b, … */
    static Dataset data(Table x) {
        List<String> names = java.util.stream.IntStream.range(0, x.columns())
                .mapToObj(j -> j < 26 ? String.valueOf((char) ('a' + j)) : "x" + j)
                .toList();
        return Dataset.of("test", x, Features.of(names));
    }

    /** Rows of batches, each a letter; a dot is an unknown one. */
    static Dataset inBatches(Table x, String batches) {
        List<String> classes = batches.chars()
                .filter(c -> c != '.')
                .distinct()
                .sorted()
                .mapToObj(c -> String.valueOf((char) c))
                .toList();
        int[] of = batches.chars()
                .map(c -> classes.indexOf(String.valueOf((char) c)))
                .toArray();
        Annotation batch = new Labels("batch", classes, of);
        Dataset plain = Dataset.of("test", x);
        return new Dataset(
                "test",
                x,
                plain.features(),
                List.of(),
                Optional.of(new Labels("class", classes, of)),
                List.of(batch),
                List.of());
    }

    /** The same values, without the zeros. */
    static SparseTable sparse(Table x) {
        int[] starts = new int[x.rows() + 1];
        int[] indices = new int[x.rows() * x.columns()];
        float[] values = new float[indices.length];
        int n = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                if (x.at(i, j) != 0) {
                    indices[n] = j;
                    values[n++] = x.at(i, j);
                }
            }
            starts[i + 1] = n;
        }
        return SparseTable.of(x.columns(), starts, Arrays.copyOf(indices, n), Arrays.copyOf(values, n));
    }
}
