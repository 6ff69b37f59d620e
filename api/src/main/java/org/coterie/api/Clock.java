package org.coterie.api;

/** Where a run stands, as far as schedules may know. */
public interface Clock {

    /** Steps taken before this one in all training stages of the run. */
    long step();

    /** Steps taken before this one in this stage. */
    long stageStep();

    /** Steps this stage takes in all. */
    long stageSteps();

    /** The epoch, in the numbering of the stage's range. */
    long epoch();

    /** Steps per epoch. */
    int stepsPerEpoch();

    /** Updates the asking optimiser has made before this one; where no optimiser asks, the steps of the stage. */
    long updates();
}
