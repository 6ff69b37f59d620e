package org.coterie.transforms;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Transform;

/**
 * {@code first-of-each}: goes on training with the first rows of every class, in their order, as the tensorized papers take
 * 200 images each of the classes 0 to 4. Rows of unknown or other classes are left out; new rows never are.
 */
public final class FirstOfEach implements Transform {
    private static final String ID = "first-of-each";

    /** For ServiceLoader. */
    public FirstOfEach() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        int rows = in.integer("rows", 1, Integer.MAX_VALUE);
        List<String> classes = in.texts("classes");
        return Unchanged.keeping(training -> keeps(training, rows, classes));
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return new Unchanged(in);
    }

    private static int[] keeps(Dataset training, int rows, List<String> classes) {
        Labels labels = training.labels()
                .orElseThrow(() -> Fault.of("rows are to be picked by class, but have none")
                        .at(training.name() + ", transform " + ID)
                        .advise("name the column of classes in data.label")
                        .as(CoterieException.Kind.DATA));
        List<String> unknown = classes.stream()
                .filter(name -> !labels.classes().contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw Fault.of("a class that no row has")
                    .at(training.name() + ", transform " + ID)
                    .got(Quote.list(unknown))
                    .expected("some of " + Quote.list(labels.classes()))
                    .as(CoterieException.Kind.DATA);
        }
        int[] left = new int[labels.classes().size()];
        for (int c = 0; c < left.length; c++) {
            left[c] = classes.isEmpty() || classes.contains(labels.classes().get(c)) ? rows : 0;
        }
        int[] of = labels.of();
        return IntStream.range(0, of.length)
                .filter(i -> of[i] >= 0 && left[of[i]]-- > 0)
                .toArray();
    }
}
