package org.coterie.api;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Counter-based random numbers of one purpose, drawn once; no gradient. The same seed and step give the same numbers. */
public interface Noise {

    /** Standard normal draws in the shape of {@code like}. */
    Operand<TFloat32> normal(Operand<TFloat32> like);

    /** Uniform draws on [0, 1) in the shape of {@code like}. */
    Operand<TFloat32> uniform(Operand<TFloat32> like);

    /** Standard Gumbel draws, −ln(−ln u), in the shape of {@code like}. */
    Operand<TFloat32> gumbel(Operand<TFloat32> like);
}
