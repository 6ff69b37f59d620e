/**
 * A kit that judges methods. Inherit {@link org.coterie.testkit.MethodChecks}, name the method, and every promise a method
 * makes by being one is a numbered test.
 */
@NullMarked
package org.coterie.testkit;

import org.jspecify.annotations.NullMarked;
