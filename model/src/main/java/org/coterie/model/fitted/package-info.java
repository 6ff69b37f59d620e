/** Fitted models: what they say of themselves, how they are kept, and how they are asked. */
@NullMarked
package org.coterie.model.fitted;

import org.jspecify.annotations.NullMarked;
