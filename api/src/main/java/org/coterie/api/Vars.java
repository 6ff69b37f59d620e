package org.coterie.api;

import java.util.List;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A place in the tree of stored numbers, below which variables are declared. Declaring is plain Java: nothing native is
 * touched, so sizes and settings are judged before the first library is loaded.
 *
 * <p>Four lifetimes: a {@link #weight} is trained and belongs to the model; a {@link #state} belongs to the model but is
 * written, not trained (running statistics, banks, centres); a {@link #perRow} value accompanies every training row and
 * belongs to checkpoints only; moments, clocks and streams are the runtime's.
 *
 * <p>Names are {@code [a-z0-9][a-z0-9-]*}; they go into files and stay.
 */
public interface Vars {

    /** The place {@code name} below this one; dotted paths are written with {@code /}. */
    Vars at(String name);

    /**
     * The place {@code axis} below this one, where everything declared exists {@code k} times: a stack. Initial values are
     * drawn member by member, so that a member starts the same in a stack of any size.
     */
    Vars stack(String axis, int k);

    /** Member {@code i} of the outermost stack of this place: a view of slices of the same variables. */
    Vars member(int i);

    /** The member an integer variable names, for instance the chosen restart. */
    Vars member(Var<TInt32> chosen);

    /** The stack axes of this place, outermost first; scalar where there are none. */
    Shape stacked();

    /** The path of this place. */
    String path();

    /** Declares, or finds again, a trained variable. */
    Var<TFloat32> weight(String name, Shape shape, Init init);

    /** Declares, or finds again, a variable that is written but not trained. */
    Var<TFloat32> state(String name, Shape shape, Init init);

    /** Declares, or finds again, whole numbers that are written but not trained; they start at 0. */
    Var<TInt32> count(String name, Shape shape);

    /** Declares, or finds again, numbers for every training row; they start at 0. */
    RowVar<TFloat32> perRow(String name, Shape row);

    /** Declares, or finds again, whole numbers for every training row; they start at 0. */
    RowVar<TInt32> perRowCount(String name, Shape row);

    /** All weights declared at or below this place so far, in order of declaration. */
    List<Var<TFloat32>> weights();
}
