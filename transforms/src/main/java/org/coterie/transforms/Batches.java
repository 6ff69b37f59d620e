package org.coterie.transforms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;

/**
 * The batches that training had.
 *
 * @param annotation the annotation that says which batch a row is of
 * @param names their names
 * @param refuse whether rows of other batches are refused
 */
record Batches(String annotation, List<String> names, boolean refuse) {

    /** Copies the names. */
    Batches {
        names = List.copyOf(names);
    }

    /** The annotation, which must have classes; the known classes serve as well. */
    static Labels named(Dataset rows, String annotation) {
        Annotation found = rows.annotation(annotation)
                .or(() -> rows.labels().filter(labels -> labels.name().equals(annotation)))
                .orElseThrow(() -> Fault.of("the rows lack an annotation")
                        .at(rows.name() + ", transform centre-by")
                        .got(Quote.list(rows.annotations().stream()
                                .map(Annotation::name)
                                .toList()))
                        .expected(Quote.of(annotation))
                        .advise("rows to predict need the batch they are of, as the training rows had")
                        .as(CoterieException.Kind.DATA));
        if (found instanceof Labels labels) {
            return labels;
        }
        throw Fault.of("an annotation of numbers where classes are needed")
                .at(rows.name() + ", transform centre-by")
                .got(Quote.of(annotation))
                .as(CoterieException.Kind.DATA);
    }

    /** The batch of each training row; -1 where unknown. */
    static int[] of(Dataset training, String annotation) {
        return named(training, annotation).of();
    }

    /** For each row the number of its batch in training, or -1 where training had no such batch. */
    int[] known(Dataset rows) {
        Labels labels = named(rows, annotation);
        Map<String, Integer> places = new HashMap<>();
        for (int b = 0; b < names.size(); b++) {
            places.put(names.get(b), b);
        }
        int[] of = labels.of();
        for (int i = 0; i < of.length; i++) {
            int batch = of[i] < 0 ? -1 : places.getOrDefault(labels.classes().get(of[i]), -1);
            if (batch < 0 && refuse) {
                throw Fault.of("a row of a batch that training did not have")
                        .at(rows.name() + ", row " + rows.rowName(i))
                        .got(of[i] < 0 ? "nothing" : Quote.of(labels.classes().get(of[i])))
                        .expected("one of " + Quote.list(names))
                        .advise("train with unseen = overall to centre such rows by the mean of all rows")
                        .as(CoterieException.Kind.DATA);
            }
            of[i] = batch;
        }
        return of;
    }
}
