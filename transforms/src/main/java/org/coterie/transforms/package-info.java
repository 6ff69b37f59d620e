/** Preparations that are fitted on the training rows and kept with the model. */
@NullMarked
package org.coterie.transforms;

import org.jspecify.annotations.NullMarked;
