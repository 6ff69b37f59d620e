/** Tables as text. */
@NullMarked
package org.coterie.datasets.csv;

import org.jspecify.annotations.NullMarked;
