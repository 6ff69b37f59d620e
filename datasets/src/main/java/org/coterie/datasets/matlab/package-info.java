/** MATLAB files, version 5 and version 7.3. */
@NullMarked
package org.coterie.datasets.matlab;

import org.jspecify.annotations.NullMarked;
