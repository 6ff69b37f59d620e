package org.coterie.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.coterie.api.Arch;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layer;
import org.coterie.api.Layers;
import org.coterie.api.Loss;
import org.coterie.api.Model;
import org.coterie.api.Rows;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Every brick and every loss, alone, in a stack and in a stack of stacks, against central differences. */
class LayersGradientTest {
    private static final Features X = Features.of(3);
    private static final Latent Z = Latent.of(2);

    /** A dense layer before the brick, so that a gradient must pass through the brick as well. */
    private static Gradients.Closure applied(Vars v, Layer brick) {
        Model<Features, Latent> model = Arch.of(X, Z, Layers.dense(2, Init.normal(1), Init.normal(1)), brick)
                .bind(v);
        return (t, b) -> model.apply(t, b.x()).value();
    }

    @Test
    void bricks() {
        Map<String, Layer> bricks = new LinkedHashMap<>();
        bricks.put("dense", Layers.dense(2));
        bricks.put("linear", Layers.linear(2, Init.glorotUniform()));
        bricks.put("batch-norm", Layers.batchNorm());
        bricks.put("dropout", Layers.dropout(0.4));
        bricks.put("relu", Layers.relu());
        bricks.put("elu", Layers.elu());
        bricks.put("tanh", Layers.tanh());
        bricks.put("sigmoid", Layers.sigmoid());
        bricks.put("softplus", Layers.softplus());
        bricks.put("flatten", Layers.flatten());
        Gradients check = Gradients.check();
        bricks.forEach((name, brick) ->
                check.of(name, v -> applied(v, brick)).of(name + "-stack", v -> applied(v.stack("head", 2), brick)));
        for (String name : List.of("dense", "batch-norm", "dropout")) {
            check.of(name + "-nested", v -> applied(v.stack("restart", 2).stack("head", 2), bricks.get(name)));
        }
        check.verify();
    }

    /** Pictures of 3×2 pixels and two channels, after a dense layer, so that a gradient must pass through the brick as well. */
    @Test
    void bricksOfPictures() {
        Map<String, Layer> bricks = new LinkedHashMap<>();
        bricks.put("convolution", Layers.convolution(2, 3, 2));
        bricks.put("kernel", Layers.convolution(1, 2, 1, Init.heNormal()));
        bricks.put("deconvolution", Layers.deconvolution(5, 4, 1, 3, 2));
        bricks.put("upsample", Layers.upsample(5, 4));
        bricks.put("max-pool", Layers.maxPool(2));
        bricks.put("mean-pool", Layers.meanPool());
        bricks.put("batch-norm", Layers.batchNorm());
        bricks.put("residual", Layers.residual(2, 1));
        bricks.put("projected", Layers.residual(1, 2));
        Gradients check = Gradients.check();
        bricks.forEach((name, brick) ->
                check.of(name, v -> pictured(v, brick)).of(name + "-stack", v -> pictured(v.stack("head", 2), brick)));
        for (String name : List.of("convolution", "batch-norm")) {
            check.of(name + "-nested", v -> pictured(v.stack("restart", 2).stack("head", 2), bricks.get(name)));
        }
        check.verify();
    }

    private static Gradients.Closure pictured(Vars v, Layer brick) {
        Latent out = Latent.of((int) brick.out(Shape.of(3, 2, 2)).size());
        Model<Features, Latent> model = Arch.of(
                        X,
                        out,
                        Layers.dense(12, Init.normal(1), Init.normal(1)),
                        Layers.picture(3, 2),
                        brick,
                        Layers.flatten())
                .bind(v);
        return (t, b) -> model.apply(t, b.x()).value();
    }

    @Test
    void batchNormFirstInAStackThatSharesItsInput() {
        Layer[] layers = {Layers.batchNorm(), Layers.dense(2)};
        Gradients.check().of("shared", v -> through(v.stack("head", 2), layers)).verify();
    }

    /** Of few columns many: there batch norm works on the few. */
    @Test
    void batchNormOfANarrowMap() {
        Layer[] layers = {
            Layers.dense(48, Init.normal(1), Init.normal(1)), Layers.batchNorm(), Layers.tanh(), Layers.dense(2)
        };
        Gradients.check()
                .of("one", v -> through(v, layers))
                .of("stack", v -> through(v.stack("head", 2), layers))
                .verify();
    }

    private static Gradients.Closure through(Vars v, Layer... layers) {
        Model<Features, Latent> model = Arch.of(X, Z, layers).bind(v);
        return (t, b) -> model.apply(t, b.x()).value();
    }

    @Test
    void batchNormInCalibrationAndAtRest() {
        Gradients check = Gradients.check();
        for (Trace.Mode mode : List.of(Trace.Mode.CALIBRATE, Trace.Mode.INFER)) {
            check.of(mode == Trace.Mode.INFER ? "infer" : "calibrate", v -> {
                Model<Features, Latent> model =
                        Arch.of(X, Z, Layers.dense(2), Layers.batchNorm()).bind(v);
                return (t, b) -> model.apply(t.in(mode), b.x()).value();
            });
        }
        check.verify();
    }

    @Test
    void losses() {
        Map<String, Loss<Features>> losses = new LinkedHashMap<>();
        losses.put("mean-squared", Loss.meanSquared());
        losses.put("mean-absolute", Loss.meanAbsolute());
        losses.put("binary-cross-entropy", Loss.binaryCrossEntropyOfLogits());
        Gradients check = Gradients.check();
        losses.forEach((name, loss) -> check.of(name, v -> loss(v, loss, Shape.of(4, 3)))
                .of(name + "-stack", v -> loss(v, loss, Shape.of(2, 4, 3))));
        check.verify();
    }

    /** Both sides move; targets pass through a sigmoid, so that they lie in [0, 1]. */
    private static Gradients.Closure loss(Vars v, Loss<Features> loss, Shape shape) {
        Var<TFloat32> target = v.weight("target", shape, Init.normal(1));
        Var<TFloat32> prediction = v.weight("prediction", shape, Init.normal(1));
        return (t, b) -> loss.rows(t, Rows.of(X, t.m().sigmoid(t.read(target))), Rows.of(X, t.read(prediction)));
    }

    @Test
    void routedRows() {
        Gradients.check()
                .of("experts", v -> {
                    Vars bank = v.stack("expert", 3);
                    Arch<Features, Latent> expert = Arch.of(X, Z, Layers.dense(2), Layers.batchNorm(), Layers.tanh());
                    List<Model<Features, Latent>> experts = IntStream.range(0, 3)
                            .mapToObj(i -> expert.bind(bank.member(i)))
                            .toList();
                    // the first two experts take rows by the sign of a feature, the third gets none
                    return (t, b) -> {
                        Operand<TFloat32> first = t.m().columns(b.x().value(), 0, 1);
                        Operand<TInt32> to = t.m().argMax(t.m().beside(List.of(first, t.m().neg(first))));
                        return t.route(experts, to, b.x()).value();
                    };
                })
                .verify();
    }

    @Test
    void membersOfAStack() {
        Gradients.check()
                .of("member", v -> {
                    Vars heads = v.stack("head", 3);
                    Arch<Features, Latent> arch = Arch.of(X, Z, Layers.dense(2), Layers.tanh());
                    Model<Features, Latent> all = arch.bind(heads);
                    Model<Features, Latent> last = arch.bind(heads.member(2));
                    return (t, b) -> t.m().add(
                                    all.apply(t, b.x()).value(),
                                    last.apply(t, b.x()).value());
                })
                .verify();
    }
}
