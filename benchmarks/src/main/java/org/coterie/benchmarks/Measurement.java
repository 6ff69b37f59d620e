package org.coterie.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured of a workload, round after round, in steps a second. */
final class Measurement {
    private final Workload workload;
    private final List<Double> ours = new ArrayList<>();
    private final Map<String, List<Double>> theirs = new LinkedHashMap<>();

    Measurement(Workload workload) {
        this.workload = workload;
    }

    void ours(Object rate) {
        ours.add(((Number) rate).doubleValue());
    }

    void theirs(String setting, Object rate) {
        theirs.computeIfAbsent(setting, s -> new ArrayList<>()).add(((Number) rate).doubleValue());
    }

    Workload workload() {
        return workload;
    }

    double median() {
        return Median.of(ours);
    }

    /** The setting with the highest median. */
    Optional<String> best() {
        return theirs.keySet().stream().max(Comparator.comparingDouble(this::median));
    }

    double median(String setting) {
        return Median.of(theirs.get(setting));
    }

    /** Whether a setting may still turn out to be the fastest: its median so far is no more than a fifth below the best. */
    boolean contends(String setting) {
        return !theirs.containsKey(setting) || median(setting) >= 0.8 * median(best().orElseThrow());
    }

    /** Median of ours over the median of PyTorch at its fastest setting. */
    Optional<Double> ratio() {
        return best().map(setting -> median() / median(setting));
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", workload.name());
        map.put("about", workload.about());
        map.put("unit", "steps/s");
        map.put("coterie", rounds(ours));
        Map<String, Object> each = new LinkedHashMap<>();
        theirs.forEach((setting, rates) -> each.put(setting, rounds(rates)));
        map.put("pytorch", each);
        best().ifPresent(setting -> map.put("pytorch_fastest", setting));
        ratio().ifPresent(ratio -> map.put("ratio", rounded(ratio)));
        if (workload.bar() > 0) {
            map.put("bar", workload.bar());
            map.put("reach", workload.reach());
        }
        return map;
    }

    private static Map<String, Object> rounds(List<Double> rates) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("median", rounded(Median.of(rates)));
        map.put("rounds", rates.stream().map(Measurement::rounded).toList());
        return map;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
