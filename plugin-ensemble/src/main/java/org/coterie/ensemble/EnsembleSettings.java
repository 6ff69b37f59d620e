package org.coterie.ensemble;

import java.util.List;
import org.coterie.algorithms.Consensus;

/**
 * The settings of method {@code ensemble}.
 *
 * @param members the members, each a method with settings of its own
 * @param k clusters of the consensus, up to 10,000; 0 for as many as the member that declares fewest
 * @param consensus how members become one clustering
 * @param weights how much each of them counts
 * @param anchors most rows in the linkage of a co-association, 2 to 30,000
 */
public record EnsembleSettings(
        List<Member> members, int k, Consensus.Way consensus, Ensemble.Weighting weights, int anchors) {

    /** Copies the members. */
    public EnsembleSettings {
        members = List.copyOf(members);
    }

    /** The ensemble they describe. */
    public Ensemble ensemble() {
        return new Ensemble(members, k, consensus, weights, anchors);
    }
}
