/** Algorithms that methods and runtime share. */
@NullMarked
package org.coterie.algorithms;

import org.jspecify.annotations.NullMarked;
