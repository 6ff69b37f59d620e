package org.coterie.runtime.events;

import java.nio.file.Path;
import java.util.Map;

/** Something a run says while it goes. */
public sealed interface Event {

    /** A run begins, or goes on after a resume; {@code step} is the number of steps already taken. */
    record RunStarted(String name, String method, long step) implements Event {}

    /** A stage begins; {@code steps} is 0 where it is not training. */
    record StageStarted(String stage, int index, int of, long steps) implements Event {}

    /** A training step was taken: {@code stageStep} of {@code stageSteps}, {@code step} in the run, and what it showed. */
    record Progress(String stage, long epoch, long stageStep, long stageSteps, long step, Map<String, Double> terms)
            implements Event {}

    /** What a training stage does between steps or epochs was done: the sweep or host stage {@code beat}. */
    record BeatDone(String stage, String beat, long stageStep) implements Event {}

    /** A checkpoint was written. */
    record CheckpointWritten(Path path, long step) implements Event {}

    /** A stage is done. */
    record StageFinished(String stage, double seconds) implements Event {}

    /** Something that makes the result doubtful, and what to do about it. */
    record Warning(String text) implements Event {}

    /** A number about the result. */
    record Metric(String name, double value) implements Event {}

    /** The run is done. */
    record RunFinished(double seconds, Path folder) implements Event {}

    /** The run was stopped or failed; {@code next} says how to go on. */
    record RunStopped(String reason, String next) implements Event {}
}
