/**
 * What is kept on disk: whole files or none, arrays as NumPy reads them, manifests that notice damage, a run's folder and
 * its checkpoints. Every failure is a {@link org.coterie.api.CoterieException}: {@code BUSY} where something cannot be
 * written, {@code ARTIFACT} where something cannot be read.
 */
@NullMarked
package org.coterie.model.store;

import org.jspecify.annotations.NullMarked;
