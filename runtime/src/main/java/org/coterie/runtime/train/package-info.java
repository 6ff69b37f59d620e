/** Performs plans: stages in order, steps in the right number, checkpoints that resume to the same bits. */
@NullMarked
package org.coterie.runtime.train;

import org.jspecify.annotations.NullMarked;
