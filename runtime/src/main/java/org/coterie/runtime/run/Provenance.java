package org.coterie.runtime.run;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.coterie.api.data.Dataset;
import org.coterie.model.store.IoFaults;
import org.coterie.model.store.Json;
import org.coterie.model.store.Manifest;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.model.Fitting;

/** Where a result comes from: enough to make it again, or to see why it cannot be. */
final class Provenance {

    private Provenance() {}

    static Map<String, Object> of(RunConfig config, Dataset data, Fitting fitting, int threads, Instant now) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("started", now.toString());
        map.put("seed", config.seed());
        map.put("threads", threads);
        Map<String, Object> method = new LinkedHashMap<>();
        method.put("id", config.method().installed().id());
        method.put("preset", config.method().preset());
        method.put("module", config.method().installed().origin().module());
        method.put("version", config.method().installed().origin().version());
        method.put("fingerprint", fitting.declarations().fingerprint());
        map.put("method", method);
        List<Object> sources = new ArrayList<>();
        data.sources().forEach(source -> {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("name", source.name());
            each.put("bytes", source.bytes());
            each.put("sha256", source.sha256());
            sources.add(each);
        });
        Map<String, Object> rows = new LinkedHashMap<>();
        rows.put("rows", data.x().rows());
        rows.put("columns", data.x().columns());
        rows.put("sources", sources);
        map.put("data", rows);
        config.weights().ifPresent(file -> map.put("weights", sha256(file)));
        map.put("versions", versions());
        Map<String, Object> machine = new LinkedHashMap<>();
        for (String property : List.of("os.name", "os.version", "os.arch", "java.vm.name", "java.version")) {
            machine.put(property, System.getProperty(property, ""));
        }
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        map.put("machine", machine);
        return map;
    }

    private static String sha256(Path file) {
        try {
            return Manifest.entry(file).sha256();
        } catch (IOException e) {
            throw IoFaults.cannotRead(file, e);
        }
    }

    static Map<String, Object> read(Path file) {
        try {
            return Json.object(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw IoFaults.cannotRead(file, e);
        }
    }

    /** Whether two values are the same once written. */
    static boolean same(Object then, Object now) {
        return Json.line(then).equals(Json.line(now));
    }

    /** Every module of the process that has a version, TensorFlow and its natives among them. */
    private static Map<String, Object> versions() {
        Map<String, Object> versions = new TreeMap<>();
        Optional.ofNullable(Provenance.class.getModule().getLayer())
                .ifPresent(layer -> layer.modules()
                        .forEach(module -> Optional.ofNullable(module.getDescriptor())
                                .flatMap(ModuleDescriptor::rawVersion)
                                .filter(version -> !module.getName().startsWith("jdk.")
                                        && !module.getName().startsWith("java."))
                                .ifPresent(version -> versions.put(module.getName(), version))));
        return versions;
    }
}
