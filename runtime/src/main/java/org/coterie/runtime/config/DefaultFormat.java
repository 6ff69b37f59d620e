package org.coterie.runtime.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.api.data.DataFormat;
import org.coterie.runtime.config.hocon.Hocon;
import org.coterie.runtime.config.hocon.Place;
import org.coterie.runtime.config.hocon.Problems;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledService;

/** A file in an installed format, with the settings its reference.conf gives and those that are said beside it. */
public final class DefaultFormat {

    private DefaultFormat() {}

    /** What opens the file. */
    public static DataFormat.Opener of(Installed installed, String id, Path file) {
        return of(installed, id, file, List.of());
    }

    /**
     * What opens the file, with settings. Throws {@code CONFIG} with all that is wrong with them.
     *
     * @param id the format
     * @param overrides {@code key=value} of the section {@code data}; later ones on top
     */
    public static DataFormat.Opener of(Installed installed, String id, Path file, List<String> overrides) {
        InstalledService<DataFormat> found = installed
                .format(id)
                .orElseThrow(() ->
                        Fault.of("no such data format is installed").got(id).as(Kind.CONFIG));
        Problems problems = new Problems("data format " + id);
        Config set = Hocon.overrides(overrides, problems);
        Path absolute = file.toAbsolutePath();
        ConfigObject written = set.root().withValue("file", ConfigValueFactory.fromAnyRef(absolute.toString()));
        Report report = new Report(problems);
        ConfigSettings section =
                new ConfigSettings(report, "data", written, found.defaults(), Place.of("data format " + id));
        report.read("data.format");
        Optional<DataFormat.Opener> opener =
                Guard.read(section, "data format " + id, in -> found.service().settings(in, absolute.getParent()));
        new UnknownKeys(report, List.of()).report(set.root(), "data");
        problems.throwIfAny();
        return opener.orElseThrow();
    }

    /** The format that {@code format=ID} among overrides names, else the one that recognises the file. */
    public static InstalledService<DataFormat> choose(Installed installed, Path file, List<String> overrides) {
        Problems problems = new Problems(file.toString());
        Config set = Hocon.overrides(overrides, problems);
        problems.throwIfAny();
        String id = set.hasPath("format") ? set.getString("format") : FormatChoice.AUTO;
        if (id.equals(FormatChoice.AUTO)) {
            return new FormatChoice(installed).of(file);
        }
        List<String> ids = new ArrayList<>(List.of(FormatChoice.AUTO));
        installed.formats().forEach(format -> ids.add(format.id()));
        return installed
                .format(id)
                .orElseThrow(() -> Fault.of("no such data format is installed")
                        .at("--set format")
                        .got(id)
                        .expected(Expected.oneOf(ids))
                        .advise(Values.didYouMean(id, ids))
                        .as(Kind.CONFIG));
    }
}
