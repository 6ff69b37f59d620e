/**
 * What is installed: methods, data formats and transforms on the module path and in a folder of plugin jars. A plugin is
 * trusted code; what is guarded against here is accident: a broken jar is one reported problem and the rest work.
 */
@NullMarked
package org.coterie.runtime.plugins;

import org.jspecify.annotations.NullMarked;
