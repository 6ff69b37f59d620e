package org.coterie.runtime.graph;

import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Noise;
import org.coterie.model.graph.Precision;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** Stateless draws from a key (seed and purpose) and a counter (the step): the same everywhere and after every resume. */
final class GraphNoise implements Noise {
    private final Ops tf;
    private final Precision precision;
    private final Operand<TInt64> seed;
    private final String purpose;
    private boolean drawn;

    GraphNoise(Ops tf, Precision precision, Operand<TInt64> seed, String purpose) {
        this.purpose = purpose;
        this.tf = tf;
        this.precision = precision;
        this.seed = seed;
    }

    private Operand<? extends TNumber> shape(Operand<?> like) {
        if (drawn) {
            throw Fault.of("the same noise is drawn twice")
                    .at(purpose)
                    .expected("one draw from each noise")
                    .advise("ask the trace for a noise of another purpose: these numbers would be the same again")
                    .as(CoterieException.Kind.PLUGIN);
        }
        drawn = true;
        Shape known = like.shape();
        return known.hasUnknownDimension() ? tf.shape(like) : tf.constant(known.asArray());
    }

    @Override
    public Operand<TFloat32> normal(Operand<TFloat32> like) {
        return tf.random.statelessRandomNormal(shape(like), seed, precision.type());
    }

    @Override
    public Operand<TFloat32> uniform(Operand<TFloat32> like) {
        return tf.random.statelessRandomUniform(shape(like), seed, precision.type());
    }

    /** The smallest positive uniform draw of single precision stands in for zero, whose logarithm is not finite. */
    @Override
    public Operand<TFloat32> gumbel(Operand<TFloat32> like) {
        GraphMaths m = new GraphMaths(tf, precision);
        Operand<TFloat32> u = m.max(uniform(like), m.real(0x1.0p-24));
        return m.neg(m.log(m.neg(m.log(u))));
    }
}
