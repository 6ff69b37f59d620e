package org.coterie.transforms;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Transform;

/**
 * {@code variable-genes}: keeps the columns that vary most over the training rows, in their order. {@code by = dispersion}
 * is scanpy's default ({@code seurat}, after Satija et al. 2015) and takes values after log1p: of x′ = eˣ − 1, the log of
 * variance over mean, standardised within twenty bins of equal width of log(1 + mean); a gene alone in its bin counts as
 * one deviation above. {@code by = variance} is the plain variance of the values as they are. Of equals the first columns
 * are kept; where there are fewer columns than {@code count}, all.
 */
public final class VariableGenes implements Transform {
    private static final String ID = "variable-genes";

    /** How variable a column is. */
    enum By {
        DISPERSION,
        VARIANCE
    }

    /** For ServiceLoader. */
    public VariableGenes() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        int count = in.integer("count", 1, Integer.MAX_VALUE);
        By by = in.choice("by", By.class);
        return training -> fit(training, count, by);
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return Chosen.restore(ID, in, state);
    }

    private static Fitted fit(Dataset training, int count, By by) {
        double[] score = by == By.VARIANCE
                ? Moments.of(training.x()).sampleVariances()
                : Dispersion.standardised(expanded(training));
        int[] columns = IntStream.range(0, score.length)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -score[j]))
                .limit(count)
                .mapToInt(j -> j)
                .sorted()
                .toArray();
        return Chosen.of(training.features(), columns);
    }

    private static Moments expanded(Dataset training) {
        Moments moments = Moments.of(training.x(), Math::expm1);
        int wrong = IntStream.range(0, moments.mean.length)
                .filter(j -> !Double.isFinite(moments.squares[j]) || moments.mean[j] < 0)
                .findFirst()
                .orElse(-1);
        if (wrong >= 0) {
            throw Fault.of("dispersion needs counts after log1p")
                    .at(training.name() + ", column "
                            + Quote.of(training.features().names().get(wrong)))
                    .got("a mean of exp(x) - 1 of " + moments.mean[wrong])
                    .expected("values from 0 to about 20")
                    .advise("transforms = [{ type = tpm, target = 10000 }, log1p, variable-genes], or by = variance")
                    .as(CoterieException.Kind.DATA);
        }
        return moments;
    }
}
