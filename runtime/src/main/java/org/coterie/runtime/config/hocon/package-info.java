/**
 * HOCON with its traps closed: bounded size, depth and expansion, no environment, no includes from elsewhere, keys set
 * once, and every problem with its file and line.
 */
@NullMarked
package org.coterie.runtime.config.hocon;

import org.jspecify.annotations.NullMarked;
