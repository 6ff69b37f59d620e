package org.coterie.runtime.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.coterie.model.store.NdArray;

/** Where a run stands: with the stored values, all that a checkpoint needs. */
final class Progress {
    /** The stage at work, counted from 0. */
    int stage;

    /** Steps taken in it. */
    long stageStep;

    /** Steps taken in all. */
    long step;

    /** Updates made, by optimiser. */
    final Map<String, Long> updates = new TreeMap<>();

    /** Numbers host stages reported. */
    final Map<String, Double> reports = new LinkedHashMap<>();

    /** How many clusters a host stage found; 0 where none said so. */
    int found;

    /** The best score of this stage. */
    double best = Double.NEGATIVE_INFINITY;

    /** The values it had. */
    Map<String, NdArray> kept = new TreeMap<>();

    /** Times weights were drawn anew. */
    int resets;

    void nextStage() {
        stage++;
        stageStep = 0;
        best = Double.NEGATIVE_INFINITY;
        kept = new TreeMap<>();
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("stage", stage);
        map.put("stage-step", stageStep);
        map.put("step", step);
        map.put("updates", new LinkedHashMap<>(updates));
        map.put("reports", bits(reports));
        map.put("found", found);
        map.put("best", Long.toString(Double.doubleToLongBits(best)));
        map.put("resets", resets);
        return map;
    }

    /** Doubles as bits: JSON has no infinity, and a resumed run must report the same digits. */
    private static Map<String, Object> bits(Map<String, Double> values) {
        Map<String, Object> map = new LinkedHashMap<>();
        values.forEach((name, value) -> map.put(name, Long.toString(Double.doubleToLongBits(value))));
        return map;
    }

    static Progress of(Map<String, Object> map) {
        Progress p = new Progress();
        p.stage = ((Number) map.get("stage")).intValue();
        p.stageStep = ((Number) map.get("stage-step")).longValue();
        p.step = ((Number) map.get("step")).longValue();
        p.resets = ((Number) map.get("resets")).intValue();
        p.found = map.get("found") instanceof Number found ? found.intValue() : 0;
        p.best = Double.longBitsToDouble(Long.parseLong(String.valueOf(map.get("best"))));
        ((Map<?, ?>) map.get("updates"))
                .forEach((name, count) -> p.updates.put(String.valueOf(name), ((Number) count).longValue()));
        ((Map<?, ?>) map.get("reports"))
                .forEach((name, value) -> p.reports.put(
                        String.valueOf(name), Double.longBitsToDouble(Long.parseLong(String.valueOf(value)))));
        return p;
    }
}
