/** Flow and mass cytometry: Data File Standard, versions 2.0 to 3.1. */
@NullMarked
package org.coterie.datasets.fcs;

import org.jspecify.annotations.NullMarked;
