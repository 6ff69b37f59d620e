/** Readers of CSV, IDX, CIFAR-10, NumPy and FCS files, transforms, and the small data sets that come with them. */
@NullMarked
package org.coterie.datasets;

import org.jspecify.annotations.NullMarked;
