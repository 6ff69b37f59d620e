package org.coterie.runtime.plugins;

import com.typesafe.config.ConfigObject;

/**
 * What a jar adds to a method: a provider of a service that the method's own module has for others.
 *
 * @param service the service, an interface of the method's module
 * @param provider one that was made
 * @param origin where it comes from
 * @param defaults what the {@code reference.conf} of its jar has below {@code methods.ID}
 */
public record Extension(Class<?> service, Object provider, Origin origin, ConfigObject defaults) {}
