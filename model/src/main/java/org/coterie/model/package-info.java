/**
 * A saved model in a program that trains nothing: {@link org.coterie.model.Saved}. Needs the api and TensorFlow; models with
 * transforms need the module that has these, {@code org.coterie.transforms}. No method has to be installed.
 */
@NullMarked
package org.coterie.model;

import org.jspecify.annotations.NullMarked;
