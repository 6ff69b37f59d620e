package org.coterie.runtime.plugins;

import com.typesafe.config.ConfigObject;
import java.util.List;
import org.coterie.api.Method;

/**
 * A method that can be named in a configuration.
 *
 * @param id its name
 * @param method the plugin's service
 * @param origin where it comes from
 * @param presets the presets it has; {@code recommended} is always the first
 * @param about one sentence with the paper; may be empty
 * @param section {@code methods.ID} of its {@code reference.conf}, presets included
 */
public record InstalledMethod(
        String id, Method<?> method, Origin origin, List<String> presets, String about, ConfigObject section) {
    /** The preset every method has: its defaults. */
    public static final String RECOMMENDED = "recommended";

    /** Copies the list. */
    public InstalledMethod {
        presets = List.copyOf(presets);
    }

    /** Every setting with its value under a preset; the defaults alone for a preset that changes nothing. */
    public ConfigObject defaults(String preset) {
        ConfigObject defaults = section.withoutKey("presets");
        return section.get("presets") instanceof ConfigObject presetsOf
                        && presetsOf.get(preset) instanceof ConfigObject changes
                ? changes.withFallback(defaults)
                : defaults;
    }
}
