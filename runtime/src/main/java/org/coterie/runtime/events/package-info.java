/** What a run says while it goes, and who listens. */
@NullMarked
package org.coterie.runtime.events;

import org.jspecify.annotations.NullMarked;
