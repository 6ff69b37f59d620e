package org.coterie.deepwak;

import org.coterie.api.Clusters;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Model;
import org.coterie.api.Rows;
import org.coterie.api.Scores;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Vars;

/**
 * The learned consensus of a block, figures 2 and 8: what the networks make of the heads is dropped into all of them, and the
 * pooled reconstruction trains the networks while the heads stand still.
 *
 * @param block the heads
 * @param net K_c before its softmax, from all memberships
 * @param codes E_c, from all codes; without weights where heads have none of their own
 */
record ConsensusNets(DeePWAKBlock.Block block, Model<Latent, Scores> net, Model<Latent, Latent> codes) {

    static ConsensusNets bind(Vars v, DeePWAKBlock.Block block, Agreeing.Learned learned) {
        return new ConsensusNets(
                block, learned.net().bind(v.at("clusters")), learned.codes().bind(v.at("codes")));
    }

    /** K_c. */
    Rows<Clusters> partition(Trace t, Rows<Features> x) {
        return t.soft(net.apply(t, block.memberships(t, x)));
    }

    /** E_c. */
    Rows<Latent> embed(Trace t, Rows<Features> x) {
        return codes.apply(t, block.codes(t, x));
    }

    /** Trains both, each by its own drop-in. */
    Stage.Train train(Training how, Training.Length length) {
        Stage.Train stage = how.stage("consensus", length)
                .update(Update.descend(
                        "clusters", how.descent("clusters"), net.weights(), (t, b) -> clusters(t, b.x())));
        return block.heads().encoder().weights().isEmpty()
                ? stage
                : stage.update(
                        Update.descend("codes", how.descent("codes"), codes.weights(), (t, b) -> codes(t, b.x())));
    }

    /** MSE(pool_h D^(h)(PWAK(K_c) E^(h)), X). */
    private Terms clusters(Trace t, Rows<Features> x) {
        Rows<Features> dropped = block.heads().among(t, partition(t, x), x);
        return Terms.of(t).add("clusters", DeePWAKBlock.mse(t, block.pool(t, dropped), x));
    }

    /** MSE(pool_h D^(h)(PWAK(K^(h)) E_c), X). */
    private Terms codes(Trace t, Rows<Features> x) {
        DeePWAK.Head heads = block.heads();
        Rows<Latent> averaged = heads.kernel().within(t, heads.partition(t, x), embed(t, x));
        Rows<Features> dropped = heads.decoder().apply(t, averaged);
        return Terms.of(t).add("codes", DeePWAKBlock.mse(t, block.pool(t, dropped), x));
    }
}
