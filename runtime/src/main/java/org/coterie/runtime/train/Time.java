package org.coterie.runtime.train;

import org.coterie.api.Clock;

/** A moment of a training stage. */
record Time(long step, long stageStep, long stageSteps, long epoch, int stepsPerEpoch, long updates) implements Clock {}
