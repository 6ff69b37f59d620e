package org.coterie.api;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** The rows of one step. */
public interface Batch {

    /** The data, n×m. */
    Rows<Features> x();

    /** The numbers of the rows in the training data, {@code [n]}. */
    Operand<TInt32> index();

    /** What accompanies these rows, {@code [stack…, n, row…]}. */
    <T extends TNumber> Operand<T> at(RowVar<T> v);

    /** These rows of a side table of the {@link Problem}, {@code [n, width]}. */
    Operand<TFloat32> side(String name);

    /** What a feed of the stage computed for these rows. */
    Operand<TFloat32> fed(String name);

    /** Other rows the sampler drew alongside, such as positives and negatives. */
    Batch partner(String column);
}
