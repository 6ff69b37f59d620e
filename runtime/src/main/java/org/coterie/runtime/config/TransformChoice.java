package org.coterie.runtime.config;

import org.coterie.api.data.Transform;

/**
 * A transform to be fitted on the training rows.
 *
 * @param id its name, under which the model keeps it
 * @param transform the service
 * @param fitter learns its numbers
 */
public record TransformChoice(String id, Transform transform, Transform.Fitter fitter) {}
