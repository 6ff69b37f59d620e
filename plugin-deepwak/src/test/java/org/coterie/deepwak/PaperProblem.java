package org.coterie.deepwak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.coterie.api.Child;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.RowVar;
import org.coterie.api.Settings;
import org.coterie.api.Space;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** A problem on paper: variables are written down and nothing is run. */
record PaperProblem(Features features, int rows, List<String> declared, List<Var<TFloat32>> weighed)
        implements Problem {

    static PaperProblem of(int columns, int rows) {
        return new PaperProblem(Features.of(columns), rows, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public Map<String, Space> sides() {
        return Map.of();
    }

    @Override
    public Vars vars() {
        return new Place("", Shape.scalar(), Shape.scalar());
    }

    @Override
    public <S extends Record> Child child(String name, Method<S> method, S settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Child child(String name, Settings member) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Child child(String name, Function<Problem, Plan> of) {
        throw new UnsupportedOperationException();
    }

    private record Written<T extends TNumber>(String path, Shape stack, Shape shape, Kind kind) implements Var<T> {}

    /** {@code stored} is the stack as declared, {@code stack} what is left of it in a view of a member. */
    private final class Place implements Vars {
        private final String path;
        private final Shape stored;
        private final Shape stack;

        Place(String path, Shape stored, Shape stack) {
            this.path = path;
            this.stored = stored;
            this.stack = stack;
        }

        private <T extends TNumber> Var<T> declare(String name, Shape shape, Var.Kind kind) {
            String entry = kind.name().toLowerCase(java.util.Locale.ROOT) + " " + path + name + " " + stored + shape;
            if (!declared.contains(entry)) {
                declared.add(entry);
            }
            return new Written<>(path + name, stack, shape, kind);
        }

        @Override
        public Vars at(String name) {
            return new Place(path + name + "/", stored, stack);
        }

        @Override
        public Vars stack(String axis, int k) {
            return new Place(path + axis + "/", stored.append(k), stack.append(k));
        }

        @Override
        public Vars member(int i) {
            return new Place(path, stored, stack.tail());
        }

        @Override
        public Vars member(Var<TInt32> chosen) {
            return new Place(path, stored, stack.tail());
        }

        @Override
        public Shape stacked() {
            return stack;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public Var<TFloat32> weight(String name, Shape shape, Init init) {
            Var<TFloat32> weight = declare(name, shape, Var.Kind.WEIGHT);
            weighed.add(weight);
            return weight;
        }

        @Override
        public Var<TFloat32> state(String name, Shape shape, Init init) {
            return declare(name, shape, Var.Kind.STATE);
        }

        @Override
        public Var<TInt32> count(String name, Shape shape) {
            return declare(name, shape, Var.Kind.STATE);
        }

        @Override
        public RowVar<TFloat32> perRow(String name, Shape row) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RowVar<TInt32> perRowCount(String name, Shape row) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Var<TFloat32>> weights() {
            return weighed.stream()
                    .filter(w -> w.path().startsWith(path) && w.stack().equals(stack))
                    .distinct()
                    .toList();
        }
    }
}
