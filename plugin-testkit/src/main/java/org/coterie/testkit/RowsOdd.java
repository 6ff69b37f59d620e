package org.coterie.testkit;

import com.typesafe.config.ConfigValueType;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.runtime.Fitted;

/** 3xx, continued: few clusters, many, rows no batch divides, signs and outliers. */
final class RowsOdd {
    private static final float OUTLIER = 1e30f;

    private RowsOdd() {}

    static List<Check> checks() {
        return List.of(
                Check.required(316, "as many rows as clusters are clustered, or refused in words", trial -> {
                    int k = clusters(trial);
                    Trial.needs(k <= trial.rows().rows(), "a k of no more than the rows");
                    RowsGiven.clear(trial, trial.data().select(RowsGiven.range(k)));
                }),
                Check.required(317, "one cluster holds all rows, or is refused in words", trial -> {
                    clusters(trial);
                    try (Fitted one = trial.fitWith(trial.data(), "k = 1")) {
                        for (int cluster : one.assign(trial.rows())) {
                            Claim.that(cluster == 0 || cluster == -1, "cluster " + cluster + " of one");
                        }
                        for (float p : one.memberships(trial.rows()).toArray()) {
                            Claim.that(
                                    p == 0 || Math.abs(p - 1) < 1e-5, "a membership of " + p + " in the only cluster");
                        }
                    } catch (CoterieException e) {
                        throw new Trial.Without("a k of 1");
                    }
                }),
                Check.required(318, "a number of rows that no batch divides is clustered", trial -> {
                    int n = trial.rows().rows() - 1;
                    try (Fitted model = trial.fit(trial.data().select(RowsGiven.range(n)), Trial.SEED)) {
                        Claim.equal(model.assign(trial.rows()).length, n + 1, "rows answered");
                    }
                }),
                Check.required(319, "negative numbers are clustered, or refused in words", trial -> {
                    float[][] rows = trial.values();
                    for (float[] row : rows) {
                        for (int j = 0; j < row.length; j++) {
                            row[j] = -1 - row[j];
                        }
                    }
                    RowsGiven.clear(trial, Trial.of(rows));
                }),
                Check.required(320, "one huge number among ordinary ones is clustered, or refused in words", trial -> {
                    float[][] rows = trial.values();
                    rows[2][0] = OUTLIER;
                    RowsGiven.clear(trial, Trial.of(rows));
                }));
    }

    private static int clusters(Trial trial) {
        Trial.needs(
                trial.defaults().containsKey("k")
                        && trial.choice().section().get("k").valueType() == ConfigValueType.NUMBER,
                "a setting k");
        return ((Number) trial.choice().section().get("k").unwrapped()).intValue();
    }
}
