/**
 * Interpretable deep clustering (Svirsky and Lindenbaum, ICML 2024). A gating network opens for every row the few features
 * from which an autoencoder can still tell the row; a head clusters the codes of the gated rows by their coding rate; gates
 * of whole clusters say what a cluster lives on.
 *
 * <p>Read {@link org.coterie.idc.Idc} first: constructor, application and training on two screens. Equations are those of
 * the paper; where the authors' published code does something else, both are settings.
 */
@NullMarked
package org.coterie.idc;

import org.jspecify.annotations.NullMarked;
