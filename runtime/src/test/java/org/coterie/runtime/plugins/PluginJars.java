package org.coterie.runtime.plugins;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiles small plugins and packs them, as they are or damaged. */
final class PluginJars {
    private final Path work;
    private final String modules;

    /** Keeps sources and classes in {@code work}; compiles on the modules of this build and those of some jars. */
    PluginJars(Path work, Path... libraries) {
        this.work = work;
        this.modules = Stream.concat(Stream.of(System.getProperty("jdk.module.path")), Stream.of(libraries))
                .map(Object::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A module that provides one method; {@code body} stands in its class, {@code extra} in its module declaration. */
    static Map<String, String> method(String module, String body, String extra) {
        Map<String, String> files = new TreeMap<>();
        files.put(
                "module-info.java",
                "module " + module + " { requires org.coterie.api; " + extra + " provides org.coterie.api.Method with "
                        + module + ".Plugin; }");
        files.put(module + "/Plugin.java", source(module, body));
        return files;
    }

    /** The class {@code Plugin} of a package: a method with one setting. */
    static String source(String inPackage, String body) {
        return "package " + inPackage + ";"
                + "import org.coterie.api.*;"
                + "public final class Plugin implements Method<Plugin.S> {"
                + "  public record S(int size) {}"
                + "  public S settings(Settings in) { return new S(in.integer(\"size\", 1, 9)); }"
                + "  public Plan plan(Problem p, S s) { throw new UnsupportedOperationException(); }"
                + body
                + "}";
    }

    /** Compiles the {@code .java} files and packs classes and other files. */
    Path jar(Path to, Map<String, String> files) {
        return pack(to, compile(to.getFileName().toString(), files));
    }

    /** The same, after the classes were changed; a class that becomes empty is left out. */
    Path damaged(Path to, Map<String, String> files, String name, UnaryOperator<byte[]> damage) {
        Map<String, byte[]> entries = compile(to.getFileName().toString(), files);
        byte[] changed = damage.apply(entries.get(name).clone());
        entries.remove(name);
        if (changed.length > 0) {
            entries.put(name, changed);
        }
        return pack(to, entries);
    }

    private Map<String, byte[]> compile(String name, Map<String, String> files) {
        Path sources = work.resolve(name + "-sources");
        Path classes = work.resolve(name + "-classes");
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString()));
        arguments.addAll(List.of("--release", "17", "-p", modules));
        arguments.addAll(List.of("--add-modules", "org.coterie.api"));
        Map<String, byte[]> entries = new TreeMap<>();
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                if (file.getKey().endsWith(".java")) {
                    Path source = sources.resolve(file.getKey());
                    Files.createDirectories(source.getParent());
                    arguments.add(Files.writeString(source, file.getValue()).toString());
                } else {
                    entries.put(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
            if (files.keySet().stream().anyMatch(f -> f.endsWith(".java"))) {
                run(arguments);
                try (Stream<Path> found = Files.walk(classes)) {
                    for (Path file : found.filter(Files::isRegularFile).toList()) {
                        String entry = classes.relativize(file).toString().replace('\\', '/');
                        entries.put(entry, Files.readAllBytes(file));
                    }
                }
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> arguments) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new AssertionError(said.toString());
        }
    }

    private static Path pack(Path to, Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Files.createDirectories(to.getParent());
            try (OutputStream out = Files.newOutputStream(to)) {
                bytes.writeTo(out);
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
