/** The graphs of saved models, asked: readouts, what is computed on the way to them, and their gradients. */
@NullMarked
package org.coterie.model.graph;

import org.jspecify.annotations.NullMarked;
