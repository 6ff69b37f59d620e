/**
 * DeePWAK: clustering as denoising. A partitioner gives soft memberships K; every row is predicted from the others
 * of its clusters by the partitioned weighted affinity kernel; what predicts best is the clustering.
 *
 * <p>Read {@link org.coterie.deepwak.DeePWAK} first: constructor, application and training on two screens.
 * Algorithms A1 to A7 and equations (1) to (7) are those of the DeePWAK preprint (January 2024), samples being rows
 * here.
 */
@NullMarked
package org.coterie.deepwak;

import org.jspecify.annotations.NullMarked;
