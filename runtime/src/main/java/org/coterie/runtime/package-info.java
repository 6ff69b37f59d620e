/** The one entry for programs: fit, save, load, predict. */
@NullMarked
package org.coterie.runtime;

import org.jspecify.annotations.NullMarked;
