/** AnnData files. */
@NullMarked
package org.coterie.datasets.h5ad;

import org.jspecify.annotations.NullMarked;
