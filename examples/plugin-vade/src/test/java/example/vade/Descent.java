package example.vade;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.Clusters;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A loss of some matrices, and its gradient: what one step of plain descent at rate 1 takes off them.
 *
 * @param loss the value
 * @param gradients of each matrix, in row order
 */
record Descent(double loss, List<double[]> gradients) {

    /** A loss in the graph. */
    interface Closure {
        Operand<TFloat32> of(Maths m, List<Operand<TFloat32>> w);
    }

    /** The same in plain Java. */
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

    /** Performs the step, over two rows of data that nothing needs. */
    static Descent of(List<double[][]> at, Closure closure) {
        try (Fitted fitted = Coterie.on(Table.of(new float[][] {{0, 1}, {1, 0}})).threads(1).fit(problem -> {
            List<Var<TFloat32>> w = new ArrayList<>();
            for (double[][] matrix : at) {
                w.add(problem.vars().weight("w" + w.size(), Shape.of(matrix.length, matrix[0].length), Init.zeros()));
            }
            Var<TFloat32> value = problem.vars().state("value", Shape.scalar(), Init.zeros());
            Optimizer plain = Optimizer.sgd("plain", Schedule.constant(1));
            return Plan.of(problem.vars())
                    .stage(
                            Stage.host("write", desk -> {
                                for (int i = 0; i < w.size(); i++) {
                                    desk.write(w.get(i), flat(at.get(i)));
                                }
                            }),
                            Stage.steps("step", 1).update(Update.descend("descend", plain, w, (t, b) -> {
                                Operand<TFloat32> loss =
                                        closure.of(t.m(), w.stream().map(t::read).toList());
                                t.write(value, old -> loss);
                                return Terms.of(t).add("loss", loss);
                            })))
                    .readout(Readout.perRow("assign", new Clusters(2), (t, x) -> Rows.of(new Clusters(2), x.value())));
        })) {
            List<double[]> gradients = new ArrayList<>();
            for (int i = 0; i < at.size(); i++) {
                float[] before = flat(at.get(i));
                float[] after = fitted.params().values("w" + i);
                double[] gradient = new double[before.length];
                for (int e = 0; e < gradient.length; e++) {
                    gradient[e] = before[e] - after[e];
                }
                gradients.add(gradient);
            }
            return new Descent(fitted.params().values("value")[0], gradients);
        }
    }

    /** Where value or gradient differ from an oracle and its central differences. */
    List<String> against(List<double[][]> at, Oracle oracle) {
        List<String> wrong = new ArrayList<>();
        differ(wrong, "loss", loss, oracle.of(at));
        for (int w = 0; w < at.size(); w++) {
            double[][] matrix = at.get(w);
            for (int e = 0; e < gradients.get(w).length; e++) {
                double[] row = matrix[e / matrix[0].length];
                int j = e % row.length;
                double kept = row[j];
                row[j] = kept + 1e-5;
                double above = oracle.of(at);
                row[j] = kept - 1e-5;
                double slope = (above - oracle.of(at)) / 2e-5;
                row[j] = kept;
                differ(wrong, "w" + w + "[" + e + "]", gradients.get(w)[e], slope);
            }
        }
        return wrong;
    }

    /** Single precision against double. */
    private static void differ(List<String> wrong, String where, double got, double expected) {
        if (!(Math.abs(got - expected) < 3e-6 * (1 + Math.abs(expected)))) {
            wrong.add(where + ": " + got + " instead of " + expected);
        }
    }

    private static float[] flat(double[][] matrix) {
        float[] flat = new float[matrix.length * matrix[0].length];
        for (int e = 0; e < flat.length; e++) {
            flat[e] = (float) matrix[e / matrix[0].length][e % matrix[0].length];
        }
        return flat;
    }
}
