/**
 * Clusters by what represents them best: every cluster has a network of its own, or its own part of a shared one, and a row
 * belongs to the cluster whose network serves it at the least loss ("Improved Representation Learning Through Tensorized
 * Autoencoders", AISTATS 2023, and "Cluster Specific Representation Learning").
 *
 * <p>Read {@link org.coterie.tensorized.Tensorized} first: constructor, application and training of any tensorization on two
 * screens. What is tensorized is a {@link org.coterie.tensorized.Tensorizable}, yours or one of those here: {@link
 * org.coterie.tensorized.Autoencoder}, {@link org.coterie.tensorized.VariationalAutoencoder}, {@link
 * org.coterie.tensorized.Contrast} and {@link org.coterie.tensorized.BoltzmannMachine}. Samples are rows; k is the number of clusters, m of columns, h of numbers in a
 * code, R of restarts.
 */
@NullMarked
package org.coterie.tensorized;

import org.jspecify.annotations.NullMarked;
