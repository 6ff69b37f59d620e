package org.coterie.runtime.config;

/**
 * When checkpoints are written, and how many are kept. Where they fall changes no result.
 *
 * @param everySeconds seconds between two; 0 for none by the clock
 * @param everyEpochs epochs between two; 0 for none by epochs
 * @param keep number of checkpoints kept, at least 1
 */
public record Checkpoints(int everySeconds, int everyEpochs, int keep) {}
