package org.coterie.runtime.plugins;

import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
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
 * @param extensions what others provide to it, in the order in which they were found
 */
public record InstalledMethod(
        String id,
        Method<?> method,
        Origin origin,
        List<String> presets,
        String about,
        ConfigObject section,
        List<Extension> extensions) {
    /** The preset every method has: its defaults. */
    public static final String RECOMMENDED = "recommended";

    /** Copies the lists. */
    public InstalledMethod {
        presets = List.copyOf(presets);
        extensions = List.copyOf(extensions);
    }

    /** The same method with one extension more. */
    InstalledMethod with(Extension extension) {
        List<Extension> more = new ArrayList<>(extensions);
        more.add(extension);
        return new InstalledMethod(id, method, origin, presets, about, section, more);
    }

    /**
     * Every setting with its value under a preset, those of extensions included; the defaults alone for a preset that changes
     * nothing. An extension adds settings and changes none.
     */
    public ConfigObject defaults(String preset) {
        ConfigObject all = ownDefaults(preset);
        for (Extension extension : extensions) {
            all = all.withFallback(extension.defaults());
        }
        return all;
    }

    /** The settings of its own {@code reference.conf} with their values under a preset. */
    public ConfigObject ownDefaults(String preset) {
        ConfigObject defaults = section.withoutKey("presets");
        return section.get("presets") instanceof ConfigObject presetsOf
                        && presetsOf.get(preset) instanceof ConfigObject changes
                ? changes.withFallback(defaults)
                : defaults;
    }
}
