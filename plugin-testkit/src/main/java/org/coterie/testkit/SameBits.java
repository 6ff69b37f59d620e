package org.coterie.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.runtime.Fitted;
import org.coterie.runtime.graph.Declarations;

/** 5xx: the same seed, the same bits. */
final class SameBits {

    private SameBits() {}

    static List<Check> checks() {
        return List.of(
                Check.required(501, "the same seed gives the same bits", trial -> {
                    float[] once = Trial.bits(trial.fitted(), trial.rows());
                    Claim.same(fitted(trial, trial.data(), Trial.SEED), once, "a second fit");
                }),
                Check.required(502, "two fits at once give the bits they give alone", trial -> {
                    float[] alone = Trial.bits(trial.fitted(), trial.rows());
                    ExecutorService both = Executors.newFixedThreadPool(2);
                    try {
                        List<Future<float[]>> fits = new ArrayList<>();
                        for (int i = 0; i < 2; i++) {
                            fits.add(both.submit(() -> fitted(trial, trial.data(), Trial.SEED)));
                        }
                        for (Future<float[]> fit : fits) {
                            Claim.same(fit.get(), alone, "a fit beside another");
                        }
                    } finally {
                        both.shutdownNow();
                    }
                }),
                Check.required(503, "a row alone is answered as among others", trial -> {
                    Table all = trial.fitted().memberships(trial.rows());
                    for (int i = 0; i < Math.min(12, all.rows()); i++) {
                        Table one = trial.fitted().memberships(Table.of(new float[][] {trial.values()[i]}));
                        Claim.same(one.toArray(), row(all, i), "row " + i + " alone");
                    }
                }),
                Check.required(504, "rows in another order are answered as before", trial -> {
                    float[][] rows = trial.values();
                    float[][] backwards = new float[rows.length][];
                    for (int i = 0; i < rows.length; i++) {
                        backwards[i] = rows[rows.length - 1 - i];
                    }
                    Table there = trial.fitted().memberships(trial.rows());
                    Table back = trial.fitted().memberships(Table.of(backwards));
                    for (int i = 0; i < rows.length; i++) {
                        Claim.same(row(back, rows.length - 1 - i), row(there, i), "row " + i);
                    }
                }),
                Check.required(505, "eight threads that ask are answered as one", trial -> {
                    float[] alone = trial.fitted().memberships(trial.rows()).toArray();
                    ExecutorService eight = Executors.newFixedThreadPool(8);
                    try {
                        List<Future<float[]>> answers = new ArrayList<>();
                        for (int i = 0; i < 16; i++) {
                            answers.add(eight.submit(() ->
                                    trial.fitted().memberships(trial.rows()).toArray()));
                        }
                        for (Future<float[]> answer : answers) {
                            Claim.same(answer.get(), alone, "an answer beside others");
                        }
                    } finally {
                        eight.shutdownNow();
                    }
                }),
                Check.required(506, "labels leave the bits alone", trial -> {
                    Trial.needs(trial.data().labels().isPresent(), "rows with labels");
                    int[] labels = trial.data().labels().get().of().clone();
                    int[] shuffled = new int[labels.length];
                    for (int i = 0; i < labels.length; i++) {
                        shuffled[i] = labels[(i * 31 + 5) % labels.length];
                    }
                    Claim.same(
                            fitted(trial, Trial.labelled(trial.data(), shuffled), Trial.SEED),
                            Trial.bits(trial.fitted(), trial.rows()),
                            "with other labels");
                }),
                Check.required(507, "another language and time zone leave the bits alone", trial -> {
                    float[] sound = Trial.bits(trial.fitted(), trial.rows());
                    Locale locale = Locale.getDefault();
                    TimeZone zone = TimeZone.getDefault();
                    try {
                        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
                        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
                        Claim.same(fitted(trial, trial.data(), Trial.SEED), sound, "in Turkish");
                    } finally {
                        Locale.setDefault(locale);
                        TimeZone.setDefault(zone);
                    }
                }),
                Check.required(
                        508,
                        "two plans for one problem declare the same variables",
                        trial -> Claim.equal(
                                declared(trial).fingerprint(), declared(trial).fingerprint(), "the fingerprint")),
                Check.required(
                        509,
                        "asking twice gives the same answer",
                        trial -> Claim.same(
                                trial.fitted().memberships(trial.rows()).toArray(),
                                trial.fitted().memberships(trial.rows()).toArray(),
                                "asked again")),
                Check.required(511, "the bits do not depend on a fit before", trial -> {
                    float[] sound = Trial.bits(trial.fitted(), trial.rows());
                    fitted(trial, trial.data(), 99);
                    Claim.same(fitted(trial, trial.data(), Trial.SEED), sound, "after a fit with another seed");
                }));
    }

    static float[] fitted(Trial trial, Dataset data, long seed) {
        try (Fitted model = trial.fit(data, seed)) {
            return Trial.bits(model, data.x());
        }
    }

    private static Declarations declared(Trial trial) {
        return trial.fitting().declarations();
    }

    private static float[] row(Table table, int i) {
        float[] row = new float[table.columns()];
        for (int j = 0; j < row.length; j++) {
            row[j] = table.at(i, j);
        }
        return row;
    }
}
