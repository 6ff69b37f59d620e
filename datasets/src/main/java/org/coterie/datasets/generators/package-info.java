/** Data made by rule, with the constants of the papers. */
@NullMarked
package org.coterie.datasets.generators;

import org.jspecify.annotations.NullMarked;
