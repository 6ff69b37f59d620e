/** The product from outside. */
@NullMarked
package org.coterie.acceptance;

import org.jspecify.annotations.NullMarked;
