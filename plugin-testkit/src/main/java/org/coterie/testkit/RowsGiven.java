package org.coterie.testkit;

import com.typesafe.config.ConfigValueType;
import java.util.Arrays;
import java.util.List;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.runtime.Fitted;
import org.tensorflow.ndarray.Shape;

/** 3xx: rows at the border, the odd ones. */
final class RowsGiven {

    private RowsGiven() {}

    static List<Check> checks() {
        return List.of(
                Check.required(301, "a value that is not a number is refused", trial -> odd(trial, Float.NaN)),
                Check.required(302, "an infinite value is refused", trial -> odd(trial, Float.POSITIVE_INFINITY)),
                Check.required(303, "fewer rows than clusters are refused before training", trial -> {
                    Trial.needs(
                            trial.defaults().containsKey("k")
                                    && trial.choice().section().get("k").valueType() == ConfigValueType.NUMBER,
                            "a setting k");
                    int k = ((Number) trial.choice().section().get("k").unwrapped()).intValue();
                    Trial.needs(k > 1, "a k above 1");
                    Dataset few = trial.data().select(range(k - 1));
                    Claim.refused(() -> trial.fit(few, 1).close(), Kind.DATA);
                }),
                Check.required(
                        304,
                        "one row is clustered, or refused in words",
                        trial -> clear(trial, trial.data().select(0))),
                Check.required(
                        305,
                        "one column is clustered, or refused in words",
                        trial -> clear(trial, Trial.of(columns(trial.values(), 1, false)))),
                Check.required(
                        306,
                        "a constant column does no harm, or is refused in words",
                        trial -> clear(
                                trial,
                                Trial.of(columns(trial.values(), trial.rows().columns(), true)))),
                Check.required(307, "rows that are all equal are clustered, or refused in words", trial -> {
                    float[][] rows = trial.values();
                    for (int i = 1; i < rows.length; i++) {
                        rows[i] = rows[0].clone();
                    }
                    clear(trial, Trial.of(rows));
                }),
                Check.required(
                        308,
                        "large numbers are clustered, or refused in words",
                        trial -> clear(trial, Trial.of(scaled(trial.values(), 1e15f)))),
                Check.required(
                        309,
                        "small numbers are clustered, or refused in words",
                        trial -> clear(trial, Trial.of(scaled(trial.values(), 1e-15f)))),
                Check.required(310, "every row twice is clustered, or refused in words", trial -> {
                    float[][] once = trial.values();
                    float[][] twice = Arrays.copyOf(once, 2 * once.length);
                    System.arraycopy(once, 0, twice, once.length, once.length);
                    clear(trial, Trial.of(twice));
                }),
                Check.required(311, "rows are left as they were", trial -> {
                    float[] before = trial.rows().toArray();
                    trial.fit(trial.data(), 1).close();
                    Claim.same(trial.rows().toArray(), before, "the table");
                }),
                Check.required(
                        312,
                        "another number of columns is refused when asked",
                        trial -> Claim.refused(
                                () -> trial.fitted()
                                        .assign(Table.of(columns(
                                                trial.values(), trial.rows().columns() + 1, false))),
                                Kind.DATA)),
                Check.required(313, "a value that is not a number is refused when asked", trial -> {
                    float[][] rows = trial.values();
                    rows[0][0] = Float.NaN;
                    Claim.refused(() -> trial.fitted().assign(Table.of(rows)), Kind.DATA);
                }),
                Check.required(314, "rows far from all others are answered", trial -> {
                    float[][] rows = scaled(trial.values(), 1e6f);
                    for (float p : trial.fitted().memberships(Table.of(rows)).toArray()) {
                        Claim.that(p >= 0 && p <= 1.00001f, "a membership of " + p);
                    }
                }),
                Check.required(315, "rows that are pictures are clustered as their numbers are", trial -> {
                    Dataset flat = trial.data();
                    Trial.needs(flat.features().row().numDimensions() == 1, "rows of one axis to begin with");
                    Features pictures = new Features(
                            Shape.of(1, flat.x().columns()), flat.features().names());
                    try (Fitted model = trial.fit(flat.with(flat.x(), pictures), Trial.SEED)) {
                        Claim.same(
                                Trial.bits(model, flat.x()),
                                Trial.bits(trial.fitted(), flat.x()),
                                "the same numbers as pictures of one row");
                    }
                }));
    }

    private static void odd(Trial trial, float value) {
        float[][] rows = trial.values();
        rows[1][0] = value;
        Claim.refused(() -> trial.fit(Trial.of(rows), 1).close(), Kind.DATA);
    }

    /** Clusters them, and asks; or a refusal in words. */
    static void clear(Trial trial, Dataset rows) {
        Claim.clear(
                () -> {
                    try (Fitted model = trial.fit(rows, 1)) {
                        for (float p : model.memberships(rows.x()).toArray()) {
                            Claim.that(p >= 0 && p <= 1.00001f, "a membership of " + p);
                        }
                    }
                },
                rows.x().rows() + " rows, " + rows.x().columns() + " columns");
    }

    /** So many columns, further ones copies of the first; perhaps the last constant. */
    private static float[][] columns(float[][] rows, int width, boolean constant) {
        float[][] all = new float[rows.length][width];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < width; j++) {
                all[i][j] = constant && j == width - 1 ? 0.5f : rows[i][j % rows[i].length];
            }
        }
        return all;
    }

    static float[][] scaled(float[][] rows, float by) {
        for (float[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= by;
            }
        }
        return rows;
    }

    static int[] range(int n) {
        int[] all = new int[n];
        for (int i = 0; i < n; i++) {
            all[i] = i;
        }
        return all;
    }
}
