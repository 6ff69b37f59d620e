/** HDF5 as the formats in it need it: jHDF reads the structure, bounds and conversions are here. */
@NullMarked
package org.coterie.datasets.hdf5;

import org.jspecify.annotations.NullMarked;
