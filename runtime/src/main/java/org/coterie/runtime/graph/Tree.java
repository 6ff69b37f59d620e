package org.coterie.runtime.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Init;
import org.coterie.api.RowVar;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * A place in the tree of variables.
 *
 * @param all what is declared
 * @param path the path of this place, {@code head/encoder}
 * @param axes the stacks on the way here, outermost first
 * @param chosen which member is meant, for as many of the outermost axes
 */
record Tree(Declarations all, String path, List<Axis> axes, List<Object> chosen) implements Vars {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*");

    /** A stack: the path of its axis and its size. */
    record Axis(String path, int size) {}

    @Override
    public Vars at(String name) {
        return new Tree(all, below(name), axes, chosen);
    }

    @Override
    public Vars stack(String axis, int k) {
        if (k < 1) {
            throw Fault.of("a stack has no members")
                    .at(below(axis))
                    .got(k)
                    .expected("at least 1")
                    .as(CoterieException.Kind.PLUGIN);
        }
        List<Axis> more = new ArrayList<>(axes);
        more.add(new Axis(below(axis), k));
        return new Tree(all, below(axis), List.copyOf(more), chosen);
    }

    @Override
    public Vars member(int i) {
        Axis axis = outermost();
        if (i < 0 || i >= axis.size()) {
            throw Fault.of("a stack has no such member")
                    .at(axis.path())
                    .got(i)
                    .expected("0 to " + (axis.size() - 1))
                    .as(CoterieException.Kind.PLUGIN);
        }
        return choose(i);
    }

    @Override
    public Vars member(Var<TInt32> which) {
        outermost();
        return choose(which);
    }

    private Axis outermost() {
        if (chosen.size() >= axes.size()) {
            throw Fault.of("a member is asked of a place that is not stacked")
                    .at(path)
                    .as(CoterieException.Kind.PLUGIN);
        }
        return axes.get(chosen.size());
    }

    private Tree choose(Object which) {
        List<Object> more = new ArrayList<>(chosen);
        more.add(which);
        return new Tree(all, path, axes, List.copyOf(more));
    }

    @Override
    public Shape stacked() {
        return Shape.of(axes.subList(chosen.size(), axes.size()).stream()
                .mapToLong(Axis::size)
                .toArray());
    }

    @Override
    public Var<TFloat32> weight(String name, Shape shape, Init init) {
        return declare(name, shape, Var.Kind.WEIGHT, false, init);
    }

    @Override
    public Var<TFloat32> state(String name, Shape shape, Init init) {
        return declare(name, shape, Var.Kind.STATE, false, init);
    }

    @Override
    public Var<TInt32> count(String name, Shape shape) {
        return declare(name, shape, Var.Kind.STATE, true, Init.zeros());
    }

    @Override
    public RowVar<TFloat32> perRow(String name, Shape row) {
        return perRow(name, row, false);
    }

    @Override
    public RowVar<TInt32> perRowCount(String name, Shape row) {
        return perRow(name, row, true);
    }

    @Override
    public List<Var<TFloat32>> weights() {
        return all.weightsBelow(path, chosen);
    }

    private <T extends TNumber> Var<T> declare(String name, Shape shape, Var.Kind kind, boolean whole, Init init) {
        String full = below(name);
        sized(full, shape);
        Shape stack = Shape.of(axes.stream().mapToLong(Axis::size).toArray());
        Slot<T> slot = all.declare(new Slot<>(full, stack, shape, kind, whole, init, streams(full)));
        return chosen.isEmpty() ? slot : view(slot, chosen);
    }

    static <T extends TNumber> Var<T> view(Var<T> slot, List<Object> chosen) {
        return new View<>((Slot<T>) slot, chosen);
    }

    private <T extends TNumber> RowVar<T> perRow(String name, Shape row, boolean whole) {
        if (!chosen.isEmpty()) {
            throw Fault.of("values per row belong to a whole stack")
                    .at(below(name))
                    .advise("declare them before taking a member")
                    .as(CoterieException.Kind.PLUGIN);
        }
        sized(below(name), row);
        Shape stack = Shape.of(axes.stream().mapToLong(Axis::size).toArray());
        return all.declare(new RowSlot<>(below(name), stack, row, whole));
    }

    /** A size that overflows would abort the process inside TensorFlow, so it is judged here. */
    private static void sized(String path, Shape shape) {
        double size = 1;
        for (long axis : shape.asArray()) {
            size *= axis;
            if (axis < 0 || size > Integer.MAX_VALUE / 4.0) {
                throw Fault.of("a variable cannot have this size")
                        .at(path)
                        .got(shape)
                        .expected("known axes and fewer than 2^29 numbers")
                        .as(CoterieException.Kind.PLUGIN);
            }
        }
    }

    private String below(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Fault.of("a variable name is not well formed")
                    .at(path.isEmpty() ? "top" : path)
                    .got(name)
                    .expected("lower-case letters, digits and hyphens, parts joined by /")
                    .as(CoterieException.Kind.PLUGIN);
        }
        return path.isEmpty() ? name : path + "/" + name;
    }

    /** One path per member, {@code head[3]/encoder/weight}, so that a member starts alike in a stack of any size. */
    private List<String> streams(String full) {
        List<String> names = List.of("");
        int from = 0;
        for (Axis axis : axes) {
            String part = full.substring(from, axis.path().length());
            List<String> more = new ArrayList<>();
            for (String name : names) {
                for (int i = 0; i < axis.size(); i++) {
                    more.add(name + part + "[" + i + "]");
                }
            }
            names = more;
            from = axis.path().length();
        }
        String rest = full.substring(from);
        return names.stream().map(name -> name + rest).toList();
    }
}
