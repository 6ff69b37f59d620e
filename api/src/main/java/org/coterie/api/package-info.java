/**
 * Deep clustering in the words of its papers.
 *
 * <p>Read in this order: {@link org.coterie.api.Space} and {@link org.coterie.api.Rows} (what flows),
 * {@link org.coterie.api.Arch} and {@link org.coterie.api.Layer} (what is applied), {@link org.coterie.api.Vars} (what is
 * stored), {@link org.coterie.api.Trace} (where mathematics becomes graph), {@link org.coterie.api.Plan} (what happens
 * when), and {@link org.coterie.api.Method} (how a plugin says all this).
 *
 * <p>Interfaces that plugins implement ({@code Method}, {@code Layer}, {@code Arch}, {@code Model}, {@code Loss},
 * {@code Penalty}, {@code Sampler}, {@code Optimizer}, {@code Space}) stay small; new members come with defaults.
 * Interfaces that the runtime implements ({@code Trace}, {@code Maths}, {@code Noise}, {@code Desk}, {@code Batch},
 * {@code Problem}, {@code Settings}, {@code Vars}, {@code Var}, {@code RowVar}, {@code Child}, {@code Clock}) may grow.
 */
@NullMarked
package org.coterie.api;

import org.jspecify.annotations.NullMarked;
