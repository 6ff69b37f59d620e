/** What the formats share: where bytes come from, and how what is wrong with them is said. */
@NullMarked
package org.coterie.datasets.files;

import org.jspecify.annotations.NullMarked;
