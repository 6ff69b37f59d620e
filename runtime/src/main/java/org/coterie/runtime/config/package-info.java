/**
 * From a configuration file to a checked {@link org.coterie.runtime.config.RunConfig}: strict reading of every value,
 * presets and defaults below the user's keys, all problems in one report.
 */
@NullMarked
package org.coterie.runtime.config;

import org.jspecify.annotations.NullMarked;
