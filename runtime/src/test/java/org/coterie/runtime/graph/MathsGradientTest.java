package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Every operation of the small mathematics that has a gradient, against central differences. */
class MathsGradientTest {
    private static final Shape MATRIX = Shape.of(2, 3);
    private static final Shape STACKED = Shape.of(2, 2, 3);
    private static final Shape ROW = Shape.of(1, 3);
    private static final Shape ROWS_OF_STACK = Shape.of(2, 1, 3);

    /** d(w + stop w²) is not 1 to a difference quotient. */
    @Test
    void theCheckFindsAWrongGradient() {
        GradientCheck wrong =
                new GradientCheck().of("wrong", (m, w) -> m.add(w.get(0), m.stop(m.square(w.get(0)))), MATRIX);
        assertThatThrownBy(wrong::run).isInstanceOf(AssertionError.class).hasMessageContaining("wrong/w0[0]: gradient");
    }

    @Test
    void entrywiseFunctions() {
        Map<String, BiFunction<Maths, Operand<TFloat32>, Operand<TFloat32>>> functions = new TreeMap<>();
        functions.put("plus", (m, a) -> m.plus(a, 0.7));
        functions.put("scale", (m, a) -> m.scale(a, -1.3));
        functions.put("neg", Maths::neg);
        functions.put("square", Maths::square);
        functions.put("abs", Maths::abs);
        functions.put("exp", Maths::exp);
        functions.put("tanh", Maths::tanh);
        functions.put("sigmoid", Maths::sigmoid);
        functions.put("relu", Maths::relu);
        functions.put("elu", Maths::elu);
        functions.put("softplus", Maths::softplus);
        functions.put("normal-cdf", Maths::normalCdf);
        functions.put("clip", (m, a) -> m.clip(a, -0.5, 0.8));
        functions.put("where", (m, a) -> m.where(m.positive(a), m.square(a), m.scale(a, 3)));
        GradientCheck check = new GradientCheck();
        functions.forEach((name, f) -> check.of(name, (m, w) -> f.apply(m, w.get(0)), MATRIX)
                .of(name + "-stack", (m, w) -> f.apply(m, w.get(0)), STACKED));
        check.run();
    }

    @Test
    void functionsOfPositiveNumbers() {
        Init positive = Init.uniform(0.5, 2);
        new GradientCheck()
                .of("sqrt", positive, (m, w) -> m.sqrt(w.get(0)), MATRIX)
                .of("log", positive, (m, w) -> m.log(w.get(0)), STACKED)
                .of("log1p", positive, (m, w) -> m.log1p(w.get(0)), MATRIX)
                .of("div", positive, (m, w) -> m.div(w.get(0), w.get(1)), MATRIX, MATRIX)
                .of("div-row", positive, (m, w) -> m.div(w.get(0), w.get(1)), STACKED, ROW)
                .of("div-stack", positive, (m, w) -> m.div(w.get(0), w.get(1)), MATRIX, ROWS_OF_STACK)
                .run();
    }

    @Test
    void constantsStandInForWeights() {
        double[][] rows = {{1, -2, 0.5}, {0, 3, 1.5}};
        new GradientCheck()
                .of("matrix", (m, w) -> m.mul(w.get(0), m.matrix(rows)), MATRIX)
                .of("product", (m, w) -> m.dotBT(m.square(w.get(0)), m.matrix(rows)), MATRIX)
                .run();
    }

    @Test
    void pairsThatAreBroadcast() {
        Map<String, GradientCheck.Operation> pairs = new TreeMap<>();
        pairs.put("add", (m, w) -> m.add(w.get(0), w.get(1)));
        pairs.put("sub", (m, w) -> m.sub(w.get(0), w.get(1)));
        pairs.put("mul", (m, w) -> m.mul(w.get(0), w.get(1)));
        pairs.put("max", (m, w) -> m.max(w.get(0), w.get(1)));
        pairs.put("where", (m, w) -> m.where(m.positive(w.get(0)), m.square(w.get(0)), w.get(1)));
        GradientCheck check = new GradientCheck();
        pairs.forEach((name, pair) -> check.of(name, pair, MATRIX, MATRIX)
                .of(name + "-row", pair, MATRIX, ROW)
                .of(name + "-shared", pair, MATRIX, STACKED)
                .of(name + "-stack", pair, STACKED, ROWS_OF_STACK));
        check.run();
    }

    @Test
    void products() {
        GradientCheck.Operation dot = (m, w) -> m.dot(w.get(0), w.get(1));
        GradientCheck.Operation dotT = (m, w) -> m.dotT(w.get(0), w.get(1));
        GradientCheck.Operation dotBT = (m, w) -> m.dotBT(w.get(0), w.get(1));
        GradientCheck.Operation affine = (m, w) -> m.affine(w.get(0), w.get(1), w.get(2));
        Shape wide = Shape.of(3, 2);
        Shape stack = Shape.of(2, 3, 2);
        new GradientCheck()
                .of("dot", dot, MATRIX, wide)
                .of("dot-shared", dot, MATRIX, stack)
                .of("dot-stack", dot, STACKED, stack)
                .of("dot-half-shared", dot, Shape.of(3, 2, 3), Shape.of(2, 3, 3, 2))
                .of("dot-t", dotT, MATRIX, Shape.of(2, 2))
                .of("dot-t-shared", dotT, STACKED, Shape.of(2, 2))
                .of("dot-bt", dotBT, MATRIX, Shape.of(2, 3))
                .of("dot-bt-shared", dotBT, MATRIX, Shape.of(2, 4, 3))
                .of("affine", affine, MATRIX, wide, Shape.of(1, 2))
                .of("affine-shared", affine, MATRIX, stack, Shape.of(2, 1, 2))
                .of("affine-one-bias", affine, STACKED, wide, Shape.of(1, 2))
                .run();
    }

    @Test
    void reductionsAndShapes() {
        Map<String, GradientCheck.Operation> ops = new TreeMap<>();
        for (int axis = 1; axis <= 2; axis++) {
            int fromRight = -axis;
            ops.put("sum-" + axis, (m, w) -> m.sum(w.get(0), fromRight));
            ops.put("sum-kept-" + axis, (m, w) -> m.sumKept(w.get(0), fromRight));
            ops.put("mean-" + axis, (m, w) -> m.mean(w.get(0), fromRight));
            ops.put("mean-kept-" + axis, (m, w) -> m.meanKept(w.get(0), fromRight));
            ops.put("count-" + axis, (m, w) -> m.div(w.get(0), m.count(w.get(0), fromRight)));
        }
        ops.put("mean-square", (m, w) -> m.meanSquare(w.get(0)));
        ops.put("softmax", (m, w) -> m.softmax(w.get(0)));
        ops.put("log-softmax", (m, w) -> m.logSoftmax(w.get(0)));
        ops.put("swap", (m, w) -> m.swap(w.get(0)));
        ops.put("columns", (m, w) -> m.columns(w.get(0), 1, 3));
        ops.put("reshape", (m, w) -> m.reshape(w.get(0), -1, 6));
        ops.put("member", (m, w) -> m.member(w.get(0), 1));
        ops.put("stack", (m, w) -> m.stack(List.of(w.get(0), m.square(w.get(0)))));
        ops.put("beside", (m, w) -> m.beside(List.of(w.get(0), m.square(w.get(0)))));
        ops.put("stop", (m, w) -> m.mul(w.get(0), m.stop(m.real(3))));
        ops.put("spread", (m, w) -> m.spread(w.get(0), Shape.of(3, 2), 2));
        GradientCheck check = new GradientCheck();
        ops.forEach((name, op) -> check.of(name, op, MATRIX)
                .of(name + "-stack", op, STACKED)
                .of(name + "-nested", op, Shape.of(2, 1, 2, 3)));
        check.run();
    }

    @Test
    void rowsPickedByNumberEvenTwice() {
        GradientCheck.Operation pick = (m, w) -> {
            Operand<TFloat32> scores = m.stack(List.of(
                    m.stack(List.of(m.real(2), m.real(1), m.real(0))),
                    m.stack(List.of(m.real(0), m.real(1), m.real(0))),
                    m.stack(List.of(m.real(3), m.real(1), m.real(0)))));
            return m.pick(w.get(0), m.argMax(scores));
        };
        new GradientCheck().of("pick", pick, Shape.of(3, 2)).run();
    }

    /** A = WWᵀ + I is positive definite whatever W; the surrogate of papers.md §0. */
    @Test
    void logDeterminants() {
        GradientCheck.Operation logDet = (m, w) -> m.logDet(m.add(m.dotBT(w.get(0), w.get(0)), m.eye(2)));
        new GradientCheck()
                .of("one", logDet, MATRIX)
                .of("stack", logDet, STACKED)
                .of("nested", logDet, Shape.of(2, 1, 2, 3))
                .run();
    }

    @Test
    void batchNormalisation() {
        GradientCheck.Operation normalize =
                (m, w) -> m.normalize(w.get(0), w.get(1), w.get(2), 1e-5).value();
        new GradientCheck()
                .of("one", normalize, Shape.of(4, 3), ROW, ROW)
                .of("shared", normalize, Shape.of(4, 3), ROWS_OF_STACK, ROWS_OF_STACK)
                .of("stack", normalize, Shape.of(2, 4, 3), ROWS_OF_STACK, ROWS_OF_STACK)
                .run();
    }
}
