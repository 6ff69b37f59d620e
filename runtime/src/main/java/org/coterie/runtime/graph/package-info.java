/** From declarations and closures to one TensorFlow graph. */
@NullMarked
package org.coterie.runtime.graph;

import org.jspecify.annotations.NullMarked;
