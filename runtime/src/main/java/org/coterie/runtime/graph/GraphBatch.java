package org.coterie.runtime.graph;

import java.util.Optional;
import org.coterie.api.Batch;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.RowVar;
import org.coterie.api.Rows;
import org.coterie.api.Space;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * The rows of a step.
 *
 * @param pass the closure that sees them
 * @param rowNumbers their numbers; empty where all rows are taken in order
 */
record GraphBatch(Pass pass, Optional<Operand<TInt32>> rowNumbers) implements Batch {
    static final String DATA = "~data";
    static final String SIDE = "~side/";

    @Override
    public Rows<Features> x() {
        Features features = pass.given.features;
        if (pass.given.unstored.isEmpty()) {
            return Rows.of(features, stored(DATA, features.row()));
        }
        Operand<TFloat32> handed = rowNumbers
                .map(pass.given.handed::get)
                .orElseThrow(() -> Fault.of("there are too many rows for a step that takes them all")
                        .at(pass.name())
                        .got(pass.given.rows + " rows of " + features.width() + " numbers")
                        .advise("train with batches")
                        .as(CoterieException.Kind.CONFIG));
        return Rows.of(features, handed);
    }

    private Operand<TFloat32> stored(String path, Shape row) {
        RowSlot<TFloat32> slot = new RowSlot<>(path, Shape.scalar(), row, false);
        return pass.rows(slot, rowNumbers);
    }

    @Override
    public Operand<TInt32> index() {
        return rowNumbers.orElseGet(
                () -> pass.tf.range(pass.tf.constant(0), pass.tf.constant(pass.given.rows), pass.tf.constant(1)));
    }

    @Override
    public <T extends TNumber> Operand<T> at(RowVar<T> v) {
        RowSlot<T> slot = (RowSlot<T>) v;
        Operand<T> stored = pass.rows(slot, rowNumbers);
        return pass.stackFirst(stored, slot.stack().numDimensions());
    }

    @Override
    public Operand<TFloat32> side(String name) {
        Space space = pass.given.sides.get(name);
        if (space == null) {
            throw missing("side table", name, pass.given.sides.keySet().toString());
        }
        return stored(SIDE + name, space.row());
    }

    @Override
    public Operand<TFloat32> fed(String name) {
        Operand<TFloat32> fed = pass.given.fed.get(name);
        if (fed == null) {
            throw missing("feed", name, pass.given.fed.keySet().toString());
        }
        return fed;
    }

    @Override
    public Batch partner(String column) {
        Operand<TInt32> partner = pass.given.partners.get(column);
        if (partner == null) {
            throw missing("partner column", column, pass.given.partners.keySet().toString());
        }
        return new GraphBatch(pass, Optional.of(partner));
    }

    private static CoterieException missing(String what, String name, String known) {
        return Fault.of("there is no such " + what)
                .got(name)
                .expected("one of " + known)
                .as(CoterieException.Kind.PLUGIN);
    }
}
