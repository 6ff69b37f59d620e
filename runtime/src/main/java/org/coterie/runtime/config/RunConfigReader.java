package org.coterie.runtime.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coterie.api.CoterieException;
import org.coterie.api.Settings;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.runtime.config.hocon.Hocon;
import org.coterie.runtime.config.hocon.Place;
import org.coterie.runtime.config.hocon.Problems;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledMethod;
import org.coterie.runtime.plugins.InstalledService;

/**
 * Reads the configuration of a run. One pass finds every problem; they come back as one exception of kind
 * {@code CONFIG}, ordered by file and line. Opens no data and touches nothing native. Deterministic.
 */
public final class RunConfigReader {
    private static final ConfigObject OWN = own();

    private final Installed installed;
    private final MethodReader methods;

    /** A reader that knows what is installed. */
    public RunConfigReader(Installed installed) {
        this.installed = installed;
        this.methods = new MethodReader(installed);
    }

    /**
     * Reads a file.
     *
     * @param file the configuration
     * @param overrides {@code key=value} on top of the file, later ones on top of earlier ones
     */
    public RunConfig read(Path file, List<String> overrides) {
        return read(file, overrides, "");
    }

    /**
     * Reads a file in which a section stands that is not of the run.
     *
     * @param aside a key at the top that is passed over; empty for none
     */
    public RunConfig read(Path file, List<String> overrides, String aside) {
        Problems problems = new Problems(file.toString());
        Config read = Hocon.read(file, overrides, problems);
        Config user = aside.isEmpty() ? read : read.withoutPath(aside);
        Report report = new Report(problems);
        ConfigSettings top = new ConfigSettings(report, "", user.root(), OWN, Place.of(file.toString()));

        String name = RunName.of(top, file);
        int seed = top.integer("seed", 0, Integer.MAX_VALUE);
        int threads = top.integerOr("auto", RunConfig.AUTO, "threads", 1, 1024);
        Path runs = path(top, "runs").orElse(Path.of("runs"));
        Path base = base(top, file);
        Optional<Path> weights = top.has("weights")
                ? path(top, "weights", "a file's name", "the path of an .npz file")
                        .map(base::resolve)
                : Optional.empty();
        Checkpoints checkpoints = checkpoints((ConfigSettings) top.section("checkpoint"));
        ReportOptions page = page((ConfigSettings) top.section("report"));
        Resolved resolved = new Resolved(report);
        Optional<DataChoice> data = data(top, base, resolved);
        List<TransformChoice> transforms = transforms(top, resolved);
        Optional<MethodChoice<?>> method = method(top);
        new UnknownKeys(
                        report,
                        installed.methods().stream().map(InstalledMethod::id).toList())
                .report(user.root(), "");
        problems.throwIfAny();

        MethodChoice<?> chosen = method.orElseThrow();
        resolved.put("name", name);
        resolved.put("seed", seed);
        resolved.put("method", chosen.installed().id());
        resolved.put("preset", chosen.preset());
        resolved.put("threads", threads == RunConfig.AUTO ? "auto" : threads);
        resolved.put("runs", runs.toString());
        resolved.put("base", base.toString());
        weights.ifPresent(npz -> resolved.put("weights", npz.toString()));
        resolved.section("checkpoint", top.merged().get("checkpoint"));
        resolved.section("report", top.merged().get("report"));
        resolved.section(chosen.installed().id(), chosen.section());
        return new RunConfig(
                name,
                seed,
                threads,
                runs,
                base,
                checkpoints,
                data.orElseThrow(),
                transforms,
                chosen,
                weights,
                page,
                resolved.text());
    }

    private static Checkpoints checkpoints(ConfigSettings in) {
        return new Checkpoints(
                in.integer("every-seconds", 0, 86_400),
                in.integer("every-epochs", 0, 1_000_000),
                in.integer("keep", 1, 100));
    }

    private static ReportOptions page(ConfigSettings in) {
        return new ReportOptions(
                in.flag("enabled"),
                in.choice("map", ReportOptions.Layout.class),
                in.integer("points", 100, 20_000),
                in.flag("figures"),
                image(in));
    }

    private static List<Integer> image(ConfigSettings in) {
        List<Integer> image = in.integers("image", 1, 100_000);
        boolean colours = image.size() == 3 && (image.get(2) == 1 || image.get(2) == 3);
        if (!image.isEmpty() && image.size() != 2 && !colours) {
            in.problem("image", "[], [height, width] or [height, width, 3]", "for 28×28 pixels, image = [28, 28]");
            return List.of();
        }
        return image;
    }

    private static Path base(ConfigSettings top, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent() == null ? absolute : absolute.getParent();
        Optional<Path> base = top.has("base") ? path(top, "base") : Optional.empty();
        return base.map(b -> folder.resolve(b).normalize()).orElse(folder);
    }

    private static Optional<Path> path(ConfigSettings in, String key) {
        return path(in, key, "a folder's name", "the path of a folder");
    }

    private static Optional<Path> path(ConfigSettings in, String key, String what, String expected) {
        String text = in.text(key);
        try {
            Path path = Path.of(text);
            if (!text.isBlank()) {
                return Optional.of(path);
            }
        } catch (InvalidPathException e) {
            // falls through to the report
        }
        in.find(key).filter(Values::isText).ifPresent(value -> in.wrong(key, value, "not " + what, expected));
        return Optional.empty();
    }

    private Optional<DataChoice> data(ConfigSettings top, Path base, Resolved resolved) {
        ConfigSettings data = (ConfigSettings) top.section("data");
        Optional<InstalledService<DataFormat>> format = format(data, base);
        if (format.isEmpty()) {
            data.report().skip("data");
            return Optional.empty();
        }
        ConfigSettings section = new ConfigSettings(
                data.report(),
                "data",
                data.written().withoutKey("format").withoutKey("beside"),
                format.get().defaults(),
                data.place());
        String id = format.get().id();
        List<AnnotationFile> beside = beside(data, base);
        ConfigObject all = Resolved.with("format", id, section.merged());
        resolved.section(
                "data",
                beside.isEmpty()
                        ? all
                        : all.withValue("beside", data.find("beside").orElseThrow()));
        return Guard.read(section, "data format " + id, in -> {
            DataFormat.Opener opener = format.get().service().settings(in, base);
            return new DataChoice(
                    id,
                    beside.isEmpty()
                            ? opener
                            : () -> {
                                Dataset opened = opener.open();
                                for (AnnotationFile file : beside) {
                                    opened = file.join(opened);
                                }
                                return opened;
                            });
        });
    }

    /** Files with what else is known of the rows. */
    private static List<AnnotationFile> beside(ConfigSettings data, Path base) {
        List<AnnotationFile> files = new ArrayList<>();
        for (Settings each : data.sections("beside")) {
            ConfigSettings in = (ConfigSettings) each;
            Optional<Path> file = path(in, "file", "a file's name", "the path of a CSV file");
            String id = in.text("id");
            Optional<String> label = in.has("label") ? Optional.of(in.text("label")) : Optional.empty();
            List<String> annotations = in.has("annotations") ? in.texts("annotations") : List.of();
            file.ifPresent(named -> files.add(new AnnotationFile(base.resolve(named), id, label, annotations)));
        }
        return files;
    }

    /** The format that is named or, where it is {@code auto}, the one that recognises the file. */
    private Optional<InstalledService<DataFormat>> format(ConfigSettings data, Path base) {
        List<String> ids = new ArrayList<>(List.of(FormatChoice.AUTO));
        installed.formats().stream().map(InstalledService::id).forEach(ids::add);
        Optional<String> named = choose(data, "format", "data format", ids);
        if (named.isEmpty() || !named.get().equals(FormatChoice.AUTO)) {
            return named.flatMap(installed::format);
        }
        Optional<ConfigValue> file = data.find("file").filter(Values::isText);
        try {
            return Optional.of(new FormatChoice(installed)
                    .of(file.map(value -> (String) value.unwrapped()).orElse(""), base));
        } catch (CoterieException e) {
            e.faults()
                    .forEach(fault -> data.report()
                            .blame("data.file", file.map(Report::place).orElse(data.place()), fault));
            return Optional.empty();
        }
    }

    private static Optional<String> choose(ConfigSettings in, String key, String what, List<String> ids) {
        String id = in.name(key, Expected.oneOf(ids));
        Optional<ConfigValue> value = in.find(key);
        if (ids.contains(id)) {
            return Optional.of(id);
        }
        if (value.isPresent() && Values.isText(value.get())) {
            in.wrong(
                    key,
                    value.get(),
                    "no such " + what + " is installed",
                    Expected.oneOf(ids),
                    Values.didYouMean(id, ids));
        }
        return Optional.empty();
    }

    private List<TransformChoice> transforms(ConfigSettings top, Resolved resolved) {
        List<String> ids =
                installed.transforms().stream().map(InstalledService::id).toList();
        List<TransformChoice> choices = new ArrayList<>();
        List<ConfigObject> effective = new ArrayList<>();
        ConfigList items = top.items("transforms", "a list of transforms, such as [ z-score ]");
        for (int i = 0; i < items.size(); i++) {
            String path = "transforms[" + i + "]";
            ConfigObject written = items.get(i) instanceof ConfigObject section
                    ? section
                    : ConfigFactory.empty().root().withValue("type", items.get(i));
            Place place = Report.place(items.get(i));
            ConfigSettings named = new ConfigSettings(
                    top.report(), path, written, ConfigFactory.empty().root(), place);
            var found = choose(named, "type", "transform", ids).flatMap(installed::transform);
            if (found.isEmpty()) {
                top.report().skip(path);
                continue;
            }
            var service = found.get();
            ConfigSettings section =
                    new ConfigSettings(top.report(), path, written.withoutKey("type"), service.defaults(), place);
            Guard.read(section, "transform " + service.id(), service.service()::settings)
                    .ifPresent(f -> choices.add(new TransformChoice(service.id(), service.service(), f)));
            effective.add(Resolved.with("type", service.id(), section.merged()));
        }
        resolved.list("transforms", effective);
        return choices;
    }

    /** The method of the run. Sections of other methods may stand beside its own; they are checked as well. */
    private Optional<MethodChoice<?>> method(ConfigSettings top) {
        Optional<InstalledMethod> method = methods.method(top);
        Optional<MethodChoice<?>> chosen = method.flatMap(m -> section(top, m, methods.preset(top, m, false)));
        if (method.isEmpty()) {
            top.text("preset");
            top.find("method")
                    .filter(Values::isText)
                    .ifPresent(id -> top.report().skip((String) id.unwrapped()));
        }
        for (InstalledMethod other : installed.methods()) {
            if (!method.equals(Optional.of(other)) && top.written().containsKey(other.id())) {
                section(top, other, InstalledMethod.RECOMMENDED);
            }
        }
        return chosen;
    }

    private Optional<MethodChoice<?>> section(ConfigSettings top, InstalledMethod method, String preset) {
        ConfigSettings section = (ConfigSettings) top.section(method.id());
        if (top.find(method.id()).filter(v -> !(v instanceof ConfigObject)).isPresent()) {
            return Optional.empty();
        }
        return methods.settings(method, preset, method.id(), section.written(), top);
    }

    private static ConfigObject own() {
        try (InputStream in = RunConfigReader.class.getModule().getResourceAsStream("reference.conf")) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Hocon.reference(text, "reference.conf").root();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
