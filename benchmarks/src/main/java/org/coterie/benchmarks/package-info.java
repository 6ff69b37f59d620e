/** Training steps a second, ours beside PyTorch's. */
@NullMarked
package org.coterie.benchmarks;

import org.jspecify.annotations.NullMarked;
