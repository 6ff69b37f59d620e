package org.coterie.runtime.config;

import org.coterie.api.data.DataFormat;

/**
 * The data of a run; nothing is opened yet.
 *
 * @param format the id of the format
 * @param opener opens it
 */
public record DataChoice(String format, DataFormat.Opener opener) {}
