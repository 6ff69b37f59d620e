package org.coterie.idc;

import org.coterie.algorithms.Consensus;
import org.coterie.algorithms.GaussianMixture;
import org.coterie.algorithms.Standardised;
import org.coterie.algorithms.TypicalUmap;
import org.coterie.algorithms.Umap;
import org.coterie.api.Batch;
import org.coterie.api.Desk;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.RowVar;
import org.coterie.api.Rows;
import org.coterie.api.Scores;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What the head learns from in place of the coding rate: the components of a mixture of normal densities, the likeliest of many
 * starts, on a two-dimensional UMAP of the codes, every number of a code in its own deviations. The head then places rows that
 * were never in a map. Not in the paper.
 *
 * <p>Clusters of a map are of many sizes and lie close together, where k-means puts two of them into one and halves a large one.
 */
final class MapTeacher {
    /** UMAP's neighbours, the row counted. */
    private static final int NEIGHBOURS = 15;

    /** Maps of which the most typical is taken. */
    private static final int MAPS = 3;

    /** Starts of the mixture: k-means ends in few places, and not each is a good beginning. */
    private static final int STARTS = 50;

    /** Least variance of a component, in squared units of the map, which is some ten wide. */
    private static final double LEAST_VARIANCE = 1e-3;

    private final int k;
    private final RowVar<TInt32> clusters;

    /** Declares where the clusters are kept. */
    MapTeacher(Vars v, int k) {
        this.k = k;
        this.clusters = v.at("map").perRowCount("cluster", Shape.scalar());
    }

    /** Makes the map when the codes are there. */
    Stage.Host stage(RowVar<TFloat32> codes, Latent space) {
        return Stage.host("map", desk -> map(desk, codes, space.width()));
    }

    private void map(Desk desk, RowVar<TFloat32> codes, int width) {
        float[] values = desk.read(codes);
        Table scaled = Standardised.of(Table.of(values.length / width, width, values));
        Umap first = Umap.of(desk.random("map").nextLong())
                .withNeighbours(NEIGHBOURS)
                .withMinDist(0);
        Table map = new TypicalUmap(first, MAPS).fit(scaled, k);
        GaussianMixture.Result mixture = new GaussianMixture(
                        k, GaussianMixture.Covariance.FULL, STARTS, 200, 1e-4, LEAST_VARIANCE)
                .fit(map, desk.random("map-mixture"));
        desk.report("idc.map-log-likelihood", mixture.logLikelihood());
        desk.write(clusters, Consensus.labels(mixture.memberships(map)));
    }

    /** Mean cross-entropy of the head's softmax to the clusters of the map. */
    Terms loss(Trace t, Batch b, Model<Latent, Scores> head, Rows<Latent> codes) {
        Maths m = t.m();
        Operand<TFloat32> logs = m.logSoftmax(head.apply(t, codes).value());
        Operand<TFloat32> own = m.sum(m.mul(m.oneHot(b.at(clusters), k), logs), -1);
        return Terms.of(t).add("map", m.neg(m.mean(own, -1)));
    }
}
