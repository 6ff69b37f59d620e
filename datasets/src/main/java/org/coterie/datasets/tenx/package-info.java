/** Matrices of genes and cells as Cell Ranger writes them, and MatrixMarket files. */
@NullMarked
package org.coterie.datasets.tenx;

import org.jspecify.annotations.NullMarked;
