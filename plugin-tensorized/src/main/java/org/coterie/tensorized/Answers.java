package org.coterie.tensorized;

import java.util.ArrayList;
import java.util.List;
import org.coterie.algorithms.KMeans;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Scores;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * What a trained tensorization answers, each row by itself: equation (2). {@code assign} are probabilities softmax(−C / T), T
 * being the mean cost of a training row: a scale for display, the largest is the least cost whatever it is.
 */
final class Answers {
    private final Tensorized.Bound bound;
    private final Choice choice;
    private final Tensorized what;
    private final Features given;

    /** Answers of the best restart. */
    Answers(Tensorized.Bound best, Choice choice, Tensorized what, Features given) {
        this.bound = best;
        this.choice = choice;
        this.what = what;
        this.given = given;
    }

    void addTo(Plan plan, Vars v) {
        if (what.plain() && what.k() > 1) {
            plain(plan, v);
        } else {
            Readout.PerRow<Clusters> assign = Readout.perRow("assign", new Clusters(what.k()), this::assign);
            plan.readout(assign);
            if (what.network() instanceof Autoencoder autoencoder) {
                plan.stage(Stage.host("advice", desk -> {
                    int[] rows = Advice.some(desk.data().rows());
                    Advice.give(desk, desk.evaluate(assign, rows), rows, autoencoder.code());
                }));
            }
        }
        Features x = bound.space();
        if (bound.copies() instanceof Tensorizable.Embeds embeds) {
            Latent each = Latent.of(bound.k() * embeds.code().width());
            Readout.PerRow<Latent> own = Readout.perRow("embed", embeds.code(), this::embed);
            if (bound.copies() instanceof Contrast.Networks) {
                plan.stage(Stage.host("deviations", desk -> deviations(desk, own)));
            }
            plan.readout(
                    own,
                    Readout.perRow("embed-each", each, (t, rows) -> Rows.of(each, beside(t, codes(t, rows, embeds)))));
        }
        if (bound.copies() instanceof Contrast.Networks networks
                && networks.design().pictures()) {
            Features each = each(x, Contrast.FIXED);
            plan.readout(Readout.perRow(
                    "transformed-each", each, (t, rows) -> Rows.of(each, t.m().beside(networks.transformed(t, rows)))));
        }
        if (bound.copies() instanceof Tensorizable.Reconstructs reconstructs) {
            Features each = each(x, bound.k());
            Readout.PerRow<Features> back =
                    Readout.perRow("reconstruct", given, (t, rows) -> reconstruct(t, rows, reconstructs));
            Readout.PerRow<Features> backs = Readout.perRow(
                    "reconstruct-each",
                    each,
                    (t, rows) -> Rows.of(each, beside(t, reconstructed(t, rows, reconstructs))));
            plan.stage(Stage.host("errors", desk -> errors(desk, back, backs)))
                    .readout(back, backs, Readout.perRow("denoise", given, back.of()));
        }
        if (bound.copies() instanceof Tensorizable.Generates generates) {
            plan.readout(Readout.drawn("generate", given, generates.noise(), (t, cluster, noise) -> {
                Operand<TFloat32> rows = bound.uncentre(t, generates.generate(t, noise));
                return bound.own(t, rows, t.m().oneHot(cluster, bound.k()));
            }));
        }
        if (!what.plain()) {
            plan.readout(
                    Readout.fixed("centroids", x, t -> t.m().reshape(t.read(bound.centres()), bound.k(), x.width())));
        }
    }

    private Rows<Scores> scores(Trace t, Rows<Features> rows) {
        return Rows.of(new Scores(bound.k()), t.m().swap(t.m().neg(bound.costs(t, rows.value()))));
    }

    private Operand<TFloat32> chosen(Trace t, Rows<Features> rows) {
        return t.hard(scores(t, rows)).value();
    }

    private Rows<Clusters> assign(Trace t, Rows<Features> rows) {
        Rows<Scores> scores = scores(t, rows);
        return t.soft(Rows.of(scores.space(), t.m().div(scores.value(), t.read(choice.scale()))));
    }

    private Operand<TFloat32> codes(Trace t, Rows<Features> rows, Tensorizable.Embeds embeds) {
        return embeds.embed(t, bound.centre(t, rows.value())).value();
    }

    private Rows<Latent> embed(Trace t, Rows<Features> rows) {
        Tensorizable.Embeds embeds = (Tensorizable.Embeds) bound.copies();
        return Rows.of(embeds.code(), bound.own(t, codes(t, rows, embeds), chosen(t, rows)));
    }

    private Operand<TFloat32> reconstructed(Trace t, Rows<Features> rows, Tensorizable.Reconstructs networks) {
        return bound.uncentre(
                t, networks.reconstruct(t, bound.centre(t, rows.value())).value());
    }

    private Rows<Features> reconstruct(Trace t, Rows<Features> rows, Tensorizable.Reconstructs networks) {
        return Rows.of(given, bound.own(t, reconstructed(t, rows, networks), chosen(t, rows)));
    }

    /** {@code [k, n, d]} to {@code [n, k·d]}. */
    private Operand<TFloat32> beside(Trace t, Operand<TFloat32> values) {
        List<Operand<TFloat32>> parts = new ArrayList<>();
        for (int j = 0; j < bound.k(); j++) {
            parts.add(t.m().member(values, j));
        }
        return t.m().beside(parts);
    }

    private static Features each(Features x, int k) {
        List<String> names = new ArrayList<>();
        for (int j = 0; j < k; j++) {
            for (String name : x.names()) {
                names.add(name + "-by-" + j);
            }
        }
        return Features.of(names);
    }

    /** How far codes vary, by dimension: contrastive networks may collapse, every row having the same code. */
    private static void deviations(Desk desk, Readout.PerRow<Latent> codes) {
        Table z = desk.evaluate(codes, Advice.some(desk.data().rows()));
        double least = Double.MAX_VALUE;
        double sum = 0;
        for (int j = 0; j < z.columns(); j++) {
            double mean = 0;
            double squares = 0;
            for (int i = 0; i < z.rows(); i++) {
                mean += z.at(i, j) / (double) z.rows();
                squares += (double) z.at(i, j) * z.at(i, j) / z.rows();
            }
            double deviation = Math.sqrt(Math.max(0, squares - mean * mean));
            least = Math.min(least, deviation);
            sum += deviation;
        }
        desk.report("tensorized.code-deviation", sum / z.columns());
        desk.report("tensorized.least-code-deviation", least);
        if (!(sum / z.columns() > 1e-3)) {
            desk.warn("the codes collapsed: all rows have nearly the same. Lower training.rate.");
        }
    }

    /** How well rows are given back by their own network, and by the others. */
    private void errors(Desk desk, Readout.PerRow<Features> back, Readout.PerRow<Features> backs) {
        int[] rows = Advice.some(desk.data().rows());
        Table x = desk.data().select(rows);
        double own = squares(x, desk.evaluate(back, rows));
        double numbers = (double) x.rows() * x.columns();
        desk.report("tensorized.mse", own / numbers);
        if (bound.k() > 1) {
            double all = squares(x, desk.evaluate(backs, rows));
            desk.report("tensorized.other-mse", (all - own) / (numbers * (bound.k() - 1)));
        }
    }

    /** Σ (y − x)², every row of x as often side by side as y has room for. */
    private static double squares(Table x, Table y) {
        double sum = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < y.columns(); j++) {
                double error = (double) y.at(i, j) - x.at(i, j % x.columns());
                sum += error * error;
            }
        }
        return sum;
    }

    // ------------------------------------------------------------------------------ the plain model's clusters

    private void plain(Plan plan, Vars v) {
        if (!(bound.copies() instanceof Tensorizable.Embeds embeds)) {
            throw Fault.of("a plain model without codes has no clusters")
                    .advise("let its copies be Tensorizable.Embeds")
                    .as(CoterieException.Kind.PLUGIN);
        }
        Readout.PerRow<Latent> codes = Readout.perRow("codes", embeds.code(), this::embed);
        Var<TFloat32> centres =
                v.state("code-centres", Shape.of(what.k(), embeds.code().width()), Init.zeros());
        plan.stage(Stage.host("k-means", desk -> kMeans(desk, codes, centres)))
                .probe(codes)
                .readout(Readout.perRow("assign", new Clusters(what.k()), (t, rows) -> {
                    Maths m = t.m();
                    Operand<TFloat32> z = embed(t, rows).value();
                    Operand<TFloat32> c = t.read(centres);
                    // |z|² is the same for all
                    Operand<TFloat32> scores = m.sub(m.scale(m.dotBT(z, c), 2), m.swap(m.sumKept(m.square(c), -1)));
                    return t.hard(Rows.of(new Scores(what.k()), scores));
                }));
    }

    private void kMeans(Desk desk, Readout.PerRow<Latent> codes, Var<TFloat32> centres) {
        KMeans.Result found = KMeans.of(what.k()).withRestarts(10).fit(desk.evaluate(codes), desk.random("k-means"));
        desk.write(centres, found.centres().toArray());
        desk.report("tensorized.code-inertia", found.inertia());
    }
}
