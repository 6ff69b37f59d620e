/** The public data sets of the papers and the one place of the project that goes to the network, when asked. */
@NullMarked
package org.coterie.datasets.catalogue;

import org.jspecify.annotations.NullMarked;
