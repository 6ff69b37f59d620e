/** NumPy's arrays. */
@NullMarked
package org.coterie.datasets.npy;

import org.jspecify.annotations.NullMarked;
