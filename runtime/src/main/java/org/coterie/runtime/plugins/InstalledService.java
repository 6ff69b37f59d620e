package org.coterie.runtime.plugins;

import com.typesafe.config.ConfigObject;

/**
 * A data format or a transform that can be named in a configuration, or a catalogue of data sets.
 *
 * @param <T> which of the three
 * @param id its name
 * @param service the plugin's service
 * @param origin where it comes from
 * @param defaults its settings with their defaults, from the {@code reference.conf} of its jar
 */
public record InstalledService<T>(String id, T service, Origin origin, ConfigObject defaults) {}
