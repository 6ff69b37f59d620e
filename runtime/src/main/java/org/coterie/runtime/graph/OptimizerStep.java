package org.coterie.runtime.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coterie.api.Maths;
import org.coterie.api.Optimizer;
import org.coterie.api.Schedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** The step of one weight: what its optimiser sets or runs follows in the order of the calls, after the gradient. */
final class OptimizerStep implements Optimizer.Step {
    private final Pass pass;
    private final Ops base;
    private final Optimizer optimizer;
    private final String owner;
    private final Slot<TFloat32> slot;
    private final Operand<TFloat32> gradient;
    private final Map<String, Operand<TFloat32>> slots = new HashMap<>();
    private final List<Op> done = new ArrayList<>();

    OptimizerStep(
            Pass pass, Ops base, Optimizer optimizer, String owner, Slot<TFloat32> slot, Operand<TFloat32> gradient) {
        this.pass = pass;
        this.base = base;
        this.optimizer = optimizer;
        this.owner = owner;
        this.slot = slot;
        this.gradient = gradient;
    }

    List<Op> done() {
        return done;
    }

    private Ops after() {
        List<Op> wait = new ArrayList<>(done);
        if (done.isEmpty()) {
            wait.add(gradient);
            // what was read of the weight must be read before it changes
            if (pass.hasRead(slot)) {
                wait.add(pass.read(slot));
            }
        }
        return base.withControlDependencies(wait);
    }

    @Override
    public Maths m() {
        return pass.m;
    }

    @Override
    public Ops tf() {
        return after();
    }

    @Override
    public Operand<TFloat32> gradient() {
        return gradient;
    }

    @Override
    public Operand<TFloat32> value() {
        return pass.read(slot);
    }

    @Override
    public Operand<TFloat32> slot(String name) {
        return slots.computeIfAbsent(name, n -> pass.tf.readVariableOp(slotHandle(n), pass.given.precision.type()));
    }

    private Operand<? extends TType> slotHandle(String name) {
        String path = StepBuilder.slotPath(optimizer.name(), name, slot.path());
        return pass.given.handles.of(path, slot.full(), false);
    }

    @Override
    public Operand<TFloat32> now(String name, Schedule schedule) {
        return pass.given.scalar("optimizer/" + optimizer.name() + "/" + name, owner + optimizer.name(), schedule);
    }

    @Override
    public void set(Operand<TFloat32> value) {
        run(after().assignVariableOp(pass.given.handles.of(slot), value));
    }

    @Override
    public void setSlot(String name, Operand<TFloat32> value) {
        List<Op> wait = new ArrayList<>(done);
        wait.add(slot(name));
        run(base.withControlDependencies(wait).assignVariableOp(slotHandle(name), value));
    }

    @Override
    public Operand<? extends TType> handle() {
        return pass.given.handles.of(slot);
    }

    @Override
    public Operand<? extends TType> handle(String name) {
        return slotHandle(name);
    }

    @Override
    public void run(Op op) {
        done.clear();
        done.add(op);
    }
}
