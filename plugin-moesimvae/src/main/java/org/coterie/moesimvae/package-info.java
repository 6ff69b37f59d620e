/**
 * MoE-Sim-VAE: a variational autoencoder with one decoder ("expert") per cluster, whose clusters follow a similarity of
 * rows (preprint of December 2020).
 *
 * <p>{@link org.coterie.moesimvae.MoeSimVae} is the method: constructor, application, training.
 * {@link org.coterie.moesimvae.Similarity} is what a plugin implements to bring a similarity of its own.
 */
@NullMarked
package org.coterie.moesimvae;

import org.jspecify.annotations.NullMarked;
