package org.coterie.baselines;

import org.coterie.algorithms.KMeans;
import org.coterie.api.Clusters;
import org.coterie.api.Desk;
import org.coterie.api.Latent;
import org.coterie.api.Readout;
import org.coterie.api.Stage;
import org.coterie.api.Vars;

/** k-means on the codes that an earlier stage has learned to make. */
final class CodeClusters {
    private final int k;
    private final int restarts;
    private final Readout.PerRow<Latent> embed;
    private final Centres centres;

    CodeClusters(Vars v, int k, int restarts, Readout.PerRow<Latent> embed) {
        this.k = k;
        this.restarts = restarts;
        this.embed = embed;
        centres = Centres.of(v.at("codes"), k, embed.space().width());
    }

    Stage.Host stage() {
        return new Stage.Host("cluster", this::fit);
    }

    private void fit(Desk desk) {
        KMeans.Result found = KMeans.of(k).withRestarts(restarts).fit(desk.evaluate(embed), desk.random("k-means"));
        centres.write(desk, found.centres());
        desk.report("code-inertia", found.inertia());
    }

    Readout.PerRow<Clusters> assign() {
        return Readout.perRow(
                "assign",
                new Clusters(k),
                (t, x) -> centres.nearest(t, embed.of().apply(t, x).value()));
    }
}
