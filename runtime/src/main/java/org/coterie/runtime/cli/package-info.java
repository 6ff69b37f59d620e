/** The command line: reads arguments, prints results, turns faults into exit codes. The only package that prints. */
@NullMarked
package org.coterie.runtime.cli;

import org.jspecify.annotations.NullMarked;
