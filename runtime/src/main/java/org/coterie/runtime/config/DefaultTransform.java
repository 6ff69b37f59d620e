package org.coterie.runtime.config;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.api.data.Transform;
import org.coterie.runtime.config.hocon.Place;
import org.coterie.runtime.config.hocon.Problems;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledService;

/** A transform named in code, with the settings its reference.conf gives. */
public final class DefaultTransform {

    private DefaultTransform() {}

    /** What learns the numbers of an installed transform. */
    public static Transform.Fitter of(Installed installed, String id) {
        List<String> ids =
                installed.transforms().stream().map(InstalledService::id).toList();
        InstalledService<Transform> found = installed
                .transform(id)
                .orElseThrow(() -> Fault.of("no such transform is installed")
                        .got(id)
                        .expected(Expected.oneOf(ids))
                        .as(Kind.CONFIG));
        Problems problems = new Problems("transform " + id);
        ConfigSettings section = new ConfigSettings(
                new Report(problems),
                "transforms." + id,
                ConfigFactory.empty().root(),
                found.defaults(),
                Place.of("transform " + id));
        Transform.Fitter fitter = found.service().settings(section);
        problems.throwIfAny();
        return fitter;
    }
}
