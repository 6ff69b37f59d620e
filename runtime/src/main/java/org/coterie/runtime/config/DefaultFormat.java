package org.coterie.runtime.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.api.data.DataFormat;
import org.coterie.runtime.config.hocon.Place;
import org.coterie.runtime.config.hocon.Problems;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledService;

/** A file in an installed format, with the settings its reference.conf gives. */
public final class DefaultFormat {

    private DefaultFormat() {}

    /** What opens the file. */
    public static DataFormat.Opener of(Installed installed, String id, Path file) {
        InstalledService<DataFormat> found = installed
                .format(id)
                .orElseThrow(() ->
                        Fault.of("no such data format is installed").got(id).as(Kind.CONFIG));
        Problems problems = new Problems("data format " + id);
        Path absolute = file.toAbsolutePath();
        ConfigSettings section = new ConfigSettings(
                new Report(problems),
                "data",
                ConfigFactory.empty()
                        .withValue("file", ConfigValueFactory.fromAnyRef(absolute.toString()))
                        .root(),
                found.defaults(),
                Place.of("data format " + id));
        DataFormat.Opener opener = found.service().settings(section, absolute.getParent());
        problems.throwIfAny();
        return opener;
    }
}
