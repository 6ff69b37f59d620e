/** Data at the border: tables, what travels with them, and the two services a data plugin provides. */
@NullMarked
package org.coterie.api.data;

import org.jspecify.annotations.NullMarked;
