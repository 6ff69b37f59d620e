/** A run from a configuration to a folder: what is performed, in which order, and what is written. */
@NullMarked
package org.coterie.runtime.run;

import org.jspecify.annotations.NullMarked;
