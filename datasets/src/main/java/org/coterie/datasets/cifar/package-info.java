/** CIFAR-10 in its binary version. */
@NullMarked
package org.coterie.datasets.cifar;

import org.jspecify.annotations.NullMarked;
