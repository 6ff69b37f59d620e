package org.coterie.deepwak;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.coterie.api.Clusters;
import org.coterie.api.Desk;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Stage;
import org.coterie.api.Trace;

/**
 * What a trained head answers, each row by itself, and the check at the end of training.
 *
 * @param assign memberships, {@code assign}
 * @param embed codes, {@code embed}; X itself without an autoencoder
 * @param reconstruct rows as the training set predicts them, {@code reconstruct}
 * @param centroids a row of data for each cluster, {@code centroids}
 * @param novelty how badly each row's entries are predicted from the rest of it, {@code novelty}
 * @param compress rows replaced by the centroid of their cluster; for the check only
 * @param withoutItself training rows predicted from the others; for the check only
 * @param coded whether there is an autoencoder
 */
record Answers(
        Readout.PerRow<Clusters> assign,
        Readout.PerRow<Latent> embed,
        Readout.PerRow<Features> reconstruct,
        Readout.Fixed centroids,
        Readout.PerRow<Features> novelty,
        Readout.PerRow<Features> compress,
        Readout.PerRow<Features> withoutItself,
        boolean coded) {

    /** The most rows the check looks at, evenly spread. */
    private static final int ENOUGH = 20_000;

    private static final Features NOVELTY = Features.of(List.of("novelty"));

    /** The answers of one head about data of these columns. */
    static Answers of(DeePWAK.Head head, Features x, int k) {
        return new Answers(
                Readout.perRow("assign", new Clusters(k), head::partition),
                Readout.perRow("embed", head.codes(), head::embed),
                Readout.perRow("reconstruct", x, head::recall),
                Readout.fixed("centroids", x, t -> head.centroids(t).value()),
                novelty(head::recall),
                Readout.perRow("compress", x, head::compress),
                Readout.perRow("without-itself", x, head::withoutItself),
                !head.encoder().weights().isEmpty());
    }

    /** How badly rows are predicted from the rest of them, {@code novelty}. */
    static Readout.PerRow<Features> novelty(BiFunction<Trace, Rows<Features>, Rows<Features>> recall) {
        return Readout.perRow(
                "novelty",
                NOVELTY,
                (t, r) -> Rows.of(NOVELTY, Unseen.novelty(t, r, hidden -> recall.apply(t, hidden))));
    }

    /** Adds the check and the readouts. */
    Plan addTo(Plan plan) {
        return plan.stage(Stage.host("check", this::check))
                .readout(assign, embed, reconstruct, centroids, novelty)
                .probe(compress, withoutItself);
    }

    private void check(Desk desk) {
        int n = desk.data().rows();
        int looked = Math.min(n, ENOUGH);
        int[] rows = IntStream.range(0, looked)
                .map(i -> (int) ((long) i * n / looked))
                .toArray();
        Diagnosis found = Diagnosis.of(
                desk.data().select(rows),
                desk.evaluate(assign, rows),
                desk.evaluate(reconstruct, rows),
                desk.evaluate(compress, rows),
                desk.evaluate(withoutItself, rows));
        found.report(desk);
        if (coded) {
            CodeShape.of(desk.evaluate(embed, rows), desk.evaluate(assign, rows))
                    .report(desk);
        }
    }
}
