package org.coterie.runtime.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.util.List;
import java.util.Optional;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.runtime.config.hocon.Hocon;
import org.coterie.runtime.config.hocon.Place;
import org.coterie.runtime.config.hocon.Problems;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledMethod;

/** A method named in code, with settings beside its defaults. */
public final class NamedMethod {
    private static final ConfigObject NOTHING = ConfigFactory.empty().root();

    private NamedMethod() {}

    /**
     * An installed method. Throws {@code CONFIG} with all that is wrong.
     *
     * @param id the method
     * @param settings {@code key = value} of the method's section, {@code preset} among them; later ones on top
     */
    public static MethodChoice<?> of(Installed installed, String id, List<String> settings) {
        List<String> ids = installed.methods().stream().map(InstalledMethod::id).toList();
        InstalledMethod method = installed
                .method(id)
                .orElseThrow(() -> Fault.of("no such method is installed")
                        .got(id)
                        .expected(Expected.oneOf(ids))
                        .advise(Values.didYouMean(id, ids))
                        .as(Kind.CONFIG));
        Problems problems = new Problems("method " + id);
        Config set = Hocon.overrides(settings, problems);
        Report report = new Report(problems);
        ConfigSettings top = new ConfigSettings(report, "", set.root(), NOTHING, Place.of("method " + id));
        MethodReader reader = new MethodReader(installed);
        String preset = reader.preset(top, method, true);
        ConfigObject written = set.root().withoutKey("preset");
        Optional<MethodChoice<?>> choice = reader.settings(method, preset, id, written, top);
        new UnknownKeys(report, List.of()).report(written, id);
        problems.throwIfAny();
        return choice.orElseThrow();
    }
}
