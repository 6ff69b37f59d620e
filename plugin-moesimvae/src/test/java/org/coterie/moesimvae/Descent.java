package org.coterie.moesimvae;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.coterie.api.Batch;
import org.coterie.api.Clusters;
import org.coterie.api.Init;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * One step of plain descent at rate 1 on a loss of some matrices: its value, and its gradient, which is what the step takes
 * off them.
 *
 * @param loss the value
 * @param gradients of each matrix, in row order
 */
record Descent(double loss, List<float[]> gradients) {

    /** A loss of matrices in the graph. */
    interface Closure {
        Operand<TFloat32> of(Trace t, Batch b, List<Operand<TFloat32>> w);
    }

    /** The same in plain Java, in double. */
    interface Oracle {
        double of(List<double[][]> w);
    }

    /** {@code scale · sin(1 + a·i + b·j)}: numbers that anyone can make again. */
    static double[][] waves(int rows, int columns, double a, double b, double scale) {
        double[][] w = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                w[i][j] = scale * Math.sin(1 + a * i + b * j);
            }
        }
        return w;
    }

    /** Performs the step over three rows of data that nothing needs. */
    static Descent of(List<double[][]> start, Closure closure) {
        BiFunction<Problem, List<Var<TFloat32>>, Plan> plan = (problem, w) -> {
            Var<TFloat32> value = problem.vars().state("value", Shape.scalar(), Init.zeros());
            return Plan.of(problem.vars())
                    .stage(
                            Stage.host("start", desk -> {
                                for (int i = 0; i < w.size(); i++) {
                                    desk.write(w.get(i), flat(start.get(i)));
                                }
                            }),
                            Stage.steps("step", 1)
                                    .update(Update.descend(
                                            "descend", Optimizer.sgd("plain", Schedule.constant(1)), w, (t, b) -> {
                                                Operand<TFloat32> loss = closure.of(
                                                        t,
                                                        b,
                                                        w.stream().map(t::read).toList());
                                                t.write(value, old -> loss);
                                                return Terms.of(t).add("loss", loss);
                                            })))
                    .readout(Readout.perRow(
                            "assign",
                            new Clusters(2),
                            (t, x) -> Rows.of(new Clusters(2), t.m().softmax(t.m().columns(x.value(), 0, 2)))));
        };
        try (Fitted fitted = Coterie.on(Table.of(new float[][] {{0, 1}, {1, 0}, {1, 2}}))
                .threads(1)
                .fit(problem -> {
                    List<Var<TFloat32>> w = new ArrayList<>();
                    for (int i = 0; i < start.size(); i++) {
                        Shape shape = Shape.of(start.get(i).length, start.get(i)[0].length);
                        w.add(problem.vars().weight("w" + i, shape, Init.zeros()));
                    }
                    return plan.apply(problem, w);
                })) {
            List<float[]> gradients = new ArrayList<>();
            for (int i = 0; i < start.size(); i++) {
                float[] before = flat(start.get(i));
                float[] after = fitted.params().values("w" + i);
                for (int e = 0; e < before.length; e++) {
                    before[e] -= after[e];
                }
                gradients.add(before);
            }
            return new Descent(fitted.params().values("value")[0], gradients);
        }
    }

    /** Where value or gradient differ from an oracle and its central differences; empty where they agree. */
    Map<String, String> against(List<double[][]> at, Oracle oracle) {
        Map<String, String> wrong = new LinkedHashMap<>();
        double expected = oracle.of(at);
        if (!(Math.abs(loss - expected) < 2e-6 * (1 + Math.abs(expected)))) {
            wrong.put("loss", loss + " instead of " + expected);
        }
        for (int w = 0; w < at.size(); w++) {
            double[][] matrix = at.get(w);
            for (int i = 0; i < matrix.length; i++) {
                for (int j = 0; j < matrix[i].length; j++) {
                    double kept = matrix[i][j];
                    matrix[i][j] = kept + 1e-5;
                    double above = oracle.of(at);
                    matrix[i][j] = kept - 1e-5;
                    double slope = (above - oracle.of(at)) / 2e-5;
                    matrix[i][j] = kept;
                    double got = gradients.get(w)[i * matrix[i].length + j];
                    if (!(Math.abs(got - slope) < 3e-6 * (1 + Math.abs(slope)) + 1e-4 * Math.abs(slope))) {
                        wrong.put("w" + w + "[" + i + "][" + j + "]", got + " instead of " + slope);
                    }
                }
            }
        }
        return wrong;
    }

    static float[] flat(double[][] matrix) {
        float[] flat = new float[matrix.length * matrix[0].length];
        for (int e = 0; e < flat.length; e++) {
            flat[e] = (float) matrix[e / matrix[0].length][e % matrix[0].length];
        }
        return flat;
    }
}
