package org.coterie.testkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
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

/** A problem whose variables notice when they are declared late. */
final class WatchedProblem implements Problem {
    private final Problem problem;
    private final Watch watch;
    private final AtomicBoolean over = new AtomicBoolean();

    WatchedProblem(Problem problem, Watch watch) {
        this.problem = problem;
        this.watch = watch;
    }

    void end() {
        over.set(true);
    }

    @Override
    public Features features() {
        return problem.features();
    }

    @Override
    public int rows() {
        return problem.rows();
    }

    @Override
    public Map<String, Space> sides() {
        return problem.sides();
    }

    @Override
    public Vars vars() {
        return new Place(problem.vars(), watch, over);
    }

    @Override
    public <S extends Record> Child child(String name, Method<S> method, S settings) {
        return problem.child(name, method, settings);
    }

    @Override
    public Child child(String name, Settings member) {
        return problem.child(name, WatchedSettings.plain(member));
    }

    @Override
    public Child child(String name, Function<Problem, Plan> of) {
        return problem.child(name, of);
    }

    /** A place in the tree; what it declares are the runtime's own handles. */
    private record Place(Vars vars, Watch watch, AtomicBoolean over) implements Vars {

        private Vars now(String name) {
            watch.unless(!over.get(), Rule.DECLARED_LATE, vars.path().isEmpty() ? name : vars.path() + "/" + name);
            return vars;
        }

        private Vars below(Vars place) {
            return new Place(place, watch, over);
        }

        @Override
        public Vars at(String name) {
            return below(vars.at(name));
        }

        @Override
        public Vars stack(String axis, int k) {
            return below(vars.stack(axis, k));
        }

        @Override
        public Vars member(int i) {
            return below(vars.member(i));
        }

        @Override
        public Vars member(Var<TInt32> chosen) {
            return below(vars.member(chosen));
        }

        @Override
        public Shape stacked() {
            return vars.stacked();
        }

        @Override
        public String path() {
            return vars.path();
        }

        @Override
        public Var<TFloat32> weight(String name, Shape shape, Init init) {
            return now(name).weight(name, shape, init);
        }

        @Override
        public Var<TFloat32> state(String name, Shape shape, Init init) {
            return now(name).state(name, shape, init);
        }

        @Override
        public Var<TInt32> count(String name, Shape shape) {
            return now(name).count(name, shape);
        }

        @Override
        public RowVar<TFloat32> perRow(String name, Shape row) {
            return now(name).perRow(name, row);
        }

        @Override
        public RowVar<TInt32> perRowCount(String name, Shape row) {
            return now(name).perRowCount(name, row);
        }

        @Override
        public List<Var<TFloat32>> weights() {
            return vars.weights();
        }
    }
}
