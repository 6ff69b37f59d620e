package org.coterie.testkit;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Space;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.Vars;

/** A plan whose closures are watched while they run. A stage or readout that occurs twice stays one. */
final class WatchedPlan {
    private final Watch watch;
    private final Map<Stage, Stage> stages = new IdentityHashMap<>();
    private final Map<Readout, Readout> readouts = new IdentityHashMap<>();

    WatchedPlan(Watch watch) {
        this.watch = watch;
    }

    Plan of(Plan plan, Vars vars) {
        plan.readouts().forEach(readout -> readouts.put(readout, readout(readout)));
        plan.probes().forEach(probe -> readouts.put(probe, readout(probe)));
        Plan watched = Plan.of(vars);
        plan.stages().forEach(stage -> watched.stage(stage(stage)));
        plan.readouts().forEach(readout -> watched.readout(readouts.get(readout)));
        plan.probes().forEach(probe -> watched.probe(readouts.get(probe)));
        return watched;
    }

    /** Calls a closure with a trace that ends with it. */
    private <R> R during(String where, Trace t, Function<Trace, R> closure) {
        WatchedTrace watched = new WatchedTrace(t, watch, where);
        try {
            return closure.apply(watched);
        } finally {
            watched.end();
        }
    }

    private Readout readout(Readout readout) {
        String where = "readout " + readout.name();
        if (readout instanceof Readout.PerRow<?> perRow) {
            return perRow(perRow, where);
        }
        if (readout instanceof Readout.Fixed fixed) {
            return Readout.fixed(fixed.name(), fixed.space(), t -> during(where, t, fixed.of()));
        }
        Readout.Drawn drawn = (Readout.Drawn) readout;
        return Readout.drawn(
                drawn.name(),
                drawn.space(),
                drawn.noise(),
                (t, cluster, noise) -> during(where, t, inner -> drawn.of().rows(inner, cluster, noise)));
    }

    private <S extends Space> Readout perRow(Readout.PerRow<S> readout, String where) {
        return Readout.perRow(readout.name(), readout.space(), (t, x) -> {
            Rows<S> rows = during(where, t, inner -> readout.of().apply(inner, x));
            watch.unless(
                    rows.space().equals(readout.space()),
                    Rule.OTHER_SPACE,
                    where + " gives " + rows.space() + " and declares " + readout.space());
            return rows;
        });
    }

    private Stage stage(Stage stage) {
        Stage known = stages.get(stage);
        if (known == null) {
            known = stage instanceof Stage.Train train
                    ? train(train)
                    : stage instanceof Stage.Sweep sweep
                            ? sweep(sweep)
                            : stage instanceof Stage.Host host ? host(host) : stage;
            stages.put(stage, known);
        }
        return known;
    }

    private Stage host(Stage.Host host) {
        return Stage.host(host.name(), desk -> {
            WatchedDesk watched = new WatchedDesk(desk, watch, "stage " + host.name(), readouts);
            try {
                host.body().accept(watched);
            } finally {
                watched.end();
            }
        });
    }

    private Stage sweep(Stage.Sweep sweep) {
        String where = "stage " + sweep.name();
        Stage.Sweep watched = Stage.sweep(
                sweep.name(),
                (t, batch) -> during(where, t, inner -> {
                    sweep.each().accept(inner, batch);
                    return true;
                }));
        watched.reset(sweep.reset().toArray(new Var<?>[0]));
        sweep.last()
                .ifPresent(last -> watched.last(t -> during(where, t, inner -> {
                    last.accept(inner);
                    return true;
                })));
        return watched;
    }

    private Stage train(Stage.Train train) {
        Stage.Train watched = train.steps() > 0
                ? Stage.steps(train.name(), train.steps())
                : Stage.epochs(train.name(), train.from(), train.to());
        watched.draw(train.sampler());
        train.updates().forEach(update -> watched.update(update(train.name(), update)));
        train.feeds().forEach(watched::feed);
        for (Stage.Beat beat : train.beats()) {
            List<Stage> inner = new ArrayList<>();
            beat.stages().forEach(each -> inner.add(stage(each)));
            Stage[] all = inner.toArray(new Stage[0]);
            if (beat.epochs()) {
                watched.everyEpochs(beat.every(), all);
            } else {
                watched.everySteps(beat.every(), all);
            }
        }
        return watched;
    }

    private Update update(String stage, Update update) {
        String where = "stage " + stage + ", update " + update.name();
        if (update instanceof Update.Descend descend) {
            return Update.descend(
                    descend.name(),
                    descend.by(),
                    descend.weights(),
                    (t, batch) -> during(where, t, inner -> descend.loss().apply(inner, batch)));
        }
        if (update instanceof Update.Follow follow) {
            return Update.follow(
                    follow.name(),
                    follow.by(),
                    (t, batch) -> during(where, t, inner -> follow.direction().apply(inner, batch)));
        }
        Update.Write write = (Update.Write) update;
        return Update.write(
                write.name(),
                (t, batch) -> during(where, t, inner -> {
                    write.writes().accept(inner, batch);
                    return true;
                }));
    }
}
