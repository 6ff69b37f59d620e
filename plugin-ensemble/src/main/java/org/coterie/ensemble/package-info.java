/**
 * Ensembles: one clustering from members of any methods, which become one model. Begin at
 * {@link org.coterie.ensemble.Ensemble}; what a consensus is, is told by {@link org.coterie.algorithms.Consensus} and
 * {@link org.coterie.algorithms.Votes}.
 */
@NullMarked
package org.coterie.ensemble;

import org.jspecify.annotations.NullMarked;
