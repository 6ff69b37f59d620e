package org.coterie.runtime.events;

import java.util.LinkedHashMap;
import java.util.Map;

/** Events as JSON objects with a kebab-case {@code event} key; the format of {@code log.jsonl}. */
final class EventJson {

    private EventJson() {}

    static Map<String, Object> of(Event event) {
        if (event instanceof Event.RunStarted e) {
            return object("run-started", "run", e.name(), "method", e.method(), "step", e.step());
        }
        if (event instanceof Event.StageStarted e) {
            return object("stage-started", "stage", e.stage(), "index", e.index(), "of", e.of(), "steps", e.steps());
        }
        if (event instanceof Event.Progress e) {
            Map<String, Object> map = object("progress", "stage", e.stage(), "epoch", e.epoch(), "step", e.step());
            map.put("stage-step", e.stageStep());
            map.put("stage-steps", e.stageSteps());
            map.put("terms", e.terms());
            return map;
        }
        if (event instanceof Event.BeatDone e) {
            return object("beat-done", "stage", e.stage(), "beat", e.beat(), "stage-step", e.stageStep());
        }
        if (event instanceof Event.CheckpointWritten e) {
            return object("checkpoint-written", "path", e.path().toString(), "step", e.step());
        }
        if (event instanceof Event.StageFinished e) {
            return object("stage-finished", "stage", e.stage(), "seconds", e.seconds());
        }
        if (event instanceof Event.Warning e) {
            return object("warning", "text", e.text());
        }
        if (event instanceof Event.Metric e) {
            return object("metric", "name", e.name(), "value", e.value());
        }
        if (event instanceof Event.RunFinished e) {
            return object(
                    "run-finished", "seconds", e.seconds(), "folder", e.folder().toString());
        }
        if (event instanceof Event.RunStopped e) {
            return object("run-stopped", "reason", e.reason(), "next", e.next());
        }
        throw new AssertionError(event); // Java 17 cannot see that the family is complete; a test does
    }

    private static Map<String, Object> object(String name, Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("event", name);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
