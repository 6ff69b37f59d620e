/**
 * Classical clustering. Each method is fitted in Java in one host stage; what it leaves are centres, densities, or stored
 * rows, by which {@code assign} answers for any row. Settings are records nested in their methods; what they may be is said
 * in {@code reference.conf}.
 */
@NullMarked
package org.coterie.baselines;

import org.jspecify.annotations.NullMarked;
