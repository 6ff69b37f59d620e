/** The CSV format, the transforms min-max, z-score and impute, and the small data sets that come with them. */
@NullMarked
package org.coterie.datasets;

import org.jspecify.annotations.NullMarked;
