package org.coterie.runtime.config;

import com.typesafe.config.ConfigObject;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;
import org.coterie.runtime.plugins.InstalledMethod;

/**
 * A method with its settings.
 *
 * @param <S> the method's settings
 * @param installed what is known of the method
 * @param method the method
 * @param preset the preset below the settings
 * @param settings the settings, read and checked
 * @param section every setting as it was read, for {@code resolved.conf}
 */
public record MethodChoice<S extends Record>(
        InstalledMethod installed, Method<S> method, String preset, S settings, ConfigObject section) {

    /** The plan of the method for a problem. */
    public Plan plan(Problem problem) {
        return method.plan(problem, settings);
    }

    /** The plan of a member of an ensemble, whose section was read with the configuration. */
    public static Plan member(Settings section, Problem problem) {
        return ((ConfigSettings) section)
                .chosen()
                .orElseThrow(() -> Fault.of("a member names no method").as(CoterieException.Kind.CONFIG))
                .plan(problem);
    }
}
