/**
 * Algorithms that methods and runtime share: k-means and its kin, mixtures, linkage, density, communities, spectral maps,
 * non-negative factors, optimal assignment, nearest rows, principal components, UMAP, scores, nearest names. Dense products and decompositions are TensorFlow's, the rest is plain Java; all
 * deterministic, randomness only from a generator or a seed the caller gives.
 *
 * <p>Scores by what they need: known classes, {@link org.coterie.algorithms.Agreement}; rows and clusters,
 * {@link org.coterie.algorithms.Separation}; two samples, {@link org.coterie.algorithms.Discrepancy}; clean rows,
 * {@link org.coterie.algorithms.Denoising}; several runs, {@link org.coterie.algorithms.Stability}; gates,
 * {@link org.coterie.algorithms.GateSize}, {@link org.coterie.algorithms.Diversity},
 * {@link org.coterie.algorithms.Uniqueness}, {@link org.coterie.algorithms.Faithfulness},
 * {@link org.coterie.algorithms.Generalizability}, {@link org.coterie.algorithms.Selection}; annotations,
 * {@link org.coterie.algorithms.Enrichment}, {@link org.coterie.algorithms.KruskalWallis},
 * {@link org.coterie.algorithms.BatchEffect}; features, {@link org.coterie.algorithms.Marker}. A row of negative cluster is
 * noise; each says how it counts.
 */
@NullMarked
package org.coterie.algorithms;

import org.jspecify.annotations.NullMarked;
