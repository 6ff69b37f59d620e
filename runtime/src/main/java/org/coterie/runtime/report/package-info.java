/**
 * The page a run leaves for people, and its figures. Everything is drawn here, without a library, a script from elsewhere or
 * the network: {@link org.coterie.runtime.report.Node} is the tree text can only enter escaped, the charts make
 * {@link org.coterie.runtime.report.Figure figures} of it, and the {@link org.coterie.runtime.report.Part parts} choose
 * figures by what a run has to show.
 */
@NullMarked
package org.coterie.runtime.report;

import org.jspecify.annotations.NullMarked;
