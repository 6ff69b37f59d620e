/** The files of MNIST. */
@NullMarked
package org.coterie.datasets.idx;

import org.jspecify.annotations.NullMarked;
