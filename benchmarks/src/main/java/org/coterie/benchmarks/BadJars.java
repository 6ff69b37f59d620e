package org.coterie.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.coterie.model.store.AtomicFiles;

/**
 * Bad plugins, each beside a good one: the command line must report one problem for each, and go on with the rest. At the end all of
 * them lie in one folder, and a run must still succeed.
 */
public final class BadJars {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final String SERVICE = "META-INF/services/org.coterie.api.Method";
    private static final String ID = "public String id() { return \"bad\"; }";
    private static final String GOOD = "methods.good { size = 3 }";

    private final Path work;
    private final Path lib;
    private final Map<String, byte[]> bad = new LinkedHashMap<>();

    private BadJars(Path work, Path lib) {
        this.work = work;
        this.lib = lib;
    }

    /** The argument is the folder of jars of the distribution. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("coterie-bad-jars");
        try {
            BadJars all = new BadJars(work, Path.of(arguments[0]).toAbsolutePath());
            all.make();
            if (!all.judge()) {
                System.exit(1);
            }
        } finally {
            AtomicFiles.delete(work);
        }
    }

    private void make() throws IOException {
        Map<String, byte[]> plain = compile(module(ID, "", ""));
        bad.put("no zip", "this is no jar".getBytes(StandardCharsets.UTF_8));
        bad.put("no bytes", new byte[0]);
        bad.put("cut off", Arrays.copyOf(zip(plain), 300));
        bad.put("flipped bits in its directory", flipped(zip(plain)));
        bad.put("empty zip", zip(Map.of()));
        bad.put("provides nothing", zip(compile(Map.of("module-info.java", "module bad { }"))));
        bad.put("junk for a module declaration", zip(with(plain, "module-info.class", b -> new byte[] {1, 2, 3})));
        bad.put("a module that is missing", zip(with(plain, "module-info.class", BadJars::otherApi)));
        bad.put("a class of a later Java", zip(with(plain, "bad/Plugin.class", BadJars::later)));
        bad.put("a class of junk", zip(with(plain, "bad/Plugin.class", b -> new byte[] {9, 9, 9, 9})));
        bad.put("its provider is missing", zip(with(plain, "bad/Plugin.class", b -> new byte[0])));
        Map<String, String> helped = module(ID + "private final Help help = new Help();", "", "");
        helped.put("bad/Help.java", "package bad; class Help {}");
        bad.put("a class that is missing", zip(with(compile(helped), "bad/Help.class", b -> new byte[0])));
        bad.put("a service of another type", zip(services("java.lang.String\n")));
        bad.put("a service that is not there", zip(services("bad.Missing\n")));
        bad.put("junk for a list of services", zip(services("what is this?\n\0\n")));
        bad.put("a private constructor", zip(unnamed(ID + "private Plugin() { }")));
        bad.put("its constructor throws", body(ID + "public Plugin() { throw new IllegalStateException(\"no\"); }"));
        bad.put("its constructor recurses", body(ID + "public Plugin() { new Plugin(); }"));
        bad.put(
                "its constructor never returns",
                body(ID + "public Plugin() { while (true) { Thread.onSpinWait(); } }"));
        bad.put("its static initialiser throws", body(ID + "static final int X = Integer.parseInt(\"x\");"));
        bad.put("a linkage error", body(ID + "public Plugin() { throw new IncompatibleClassChangeError(\"old\"); }"));
        bad.put("an assertion", body(ID + "public Plugin() { throw new AssertionError(\"never\"); }"));
        bad.put("its id throws", body("public String id() { throw new NullPointerException(); }"));
        bad.put("its id is null", body("public String id() { return null; }"));
        bad.put("its id is junk", body("public String id() { return \"../<b>\"; }"));
        bad.put("its id is a key of every run", body("public String id() { return \"data\"; }"));
        bad.put("its id is taken", body("public String id() { return \"deepwak\"; }"));
        bad.put("its id is the good one's", body("public String id() { return \"good\"; }"));
        bad.put("a package of ours", zip(Map.of("org/coterie/api/Better.class", new byte[] {1})));
        bad.put("a module of ours", zip(compile(Map.of("module-info.java", "module org.coterie.api { }"))));
        bad.put("its defaults are cut off", reference("methods.bad { size = 3"));
        bad.put("its defaults include a class path", reference("include classpath(\"x\")"));
        bad.put("its defaults explode", reference(explosion()));
        bad.put("its defaults are nested without end", reference("a {".repeat(3_000)));
        bad.put("its defaults are 2 MB", reference("# " + "x".repeat(2_000_000)));
        bad.put("its manifest is junk", zip(with(services(""), "META-INF/MANIFEST.MF", b -> b)));
    }

    private boolean judge() throws IOException, InterruptedException {
        byte[] good = zip(compile(good()));
        int wrong = 0;
        Path together = Files.createDirectories(work.resolve("together"));
        int number = 0;
        for (Map.Entry<String, byte[]> each : bad.entrySet()) {
            Path plugins = Files.createDirectories(work.resolve("plugins-" + number));
            Files.write(plugins.resolve("bad.jar"), each.getValue());
            Files.write(plugins.resolve("z-good.jar"), good);
            Files.write(together.resolve(String.format(Locale.ROOT, "bad-%02d.jar", number)), each.getValue());
            number++;
            Commands.Said said = new Commands(lib, work).run("methods", "--plugins", plugins.toString());
            String fault = fault(said, plugins.getFileName().toString());
            if (!fault.isEmpty()) {
                wrong++;
            }
            String told = said.err()
                    .lines()
                    .filter(line -> line.contains(".jar:") || line.contains("reference.conf"))
                    .findFirst()
                    .orElse("")
                    .strip();
            OUT.printf(Locale.ROOT, "%-36s %s%n", each.getKey(), fault.isEmpty() ? told : fault + "\n" + said.err());
        }
        Files.write(together.resolve("z-good.jar"), good);
        Files.writeString(work.resolve("run.conf"), """
                method = deepwak
                data { file = "shipped:iris", label = species }
                deepwak { k = 3, training { length = 20, restarts = 1 } }
                """);
        Commands.Said run = new Commands(lib, work).run("run", "run.conf", "--quiet", "--plugins", together.toString());
        OUT.printf(Locale.ROOT, "%n%d bad jars in one folder: a run ends with code %d%n", bad.size(), run.code());
        if (run.code() != 0) {
            OUT.println(run.err());
        }
        OUT.printf(Locale.ROOT, "not one problem each: %d%n", wrong);
        return wrong == 0 && run.code() == 0;
    }

    /** Empty where all is as it should be. */
    private static String fault(Commands.Said said, String folder) {
        boolean goodThere = said.out().contains("good, from good");
        boolean oursThere = said.out().contains("deepwak, from org.coterie.deepwak");
        // "(line 2)" is no second problem
        boolean one = said.err().contains("1 problem") && !said.err().contains("\n2) ");
        boolean named = (said.err().contains("bad") || said.err().contains("called good"))
                && !said.err().contains("\tat ");
        if (said.code() != 0) {
            return folder + " ends with " + said.code();
        }
        if (!oursThere) {
            return folder + " hides our methods";
        }
        if (!one || !named) {
            return folder + " is not one problem";
        }
        return goodThere || said.err().contains("called good") ? "" : folder + " hides the good one";
    }

    private static Map<String, String> module(String body, String more, String reference) {
        Map<String, String> files = new TreeMap<>();
        files.put(
                "module-info.java",
                "module bad { requires org.coterie.api; " + more
                        + " provides org.coterie.api.Method with bad.Plugin; }");
        files.put("bad/Plugin.java", source("bad", body));
        if (!reference.isEmpty()) {
            files.put("reference.conf", reference);
        }
        return files;
    }

    private static Map<String, String> good() {
        Map<String, String> files = new TreeMap<>();
        files.put(
                "module-info.java",
                "module good { requires org.coterie.api; provides org.coterie.api.Method with good.Plugin; }");
        files.put("good/Plugin.java", source("good", "public String id() { return \"good\"; }"));
        files.put("reference.conf", GOOD);
        return files;
    }

    private static String source(String inPackage, String body) {
        return "package " + inPackage + "; import org.coterie.api.*;"
                + "public final class Plugin implements Method<Plugin.S> { public record S(int size) {}"
                + "public S settings(Settings in) { return new S(in.integer(\"size\", 1, 9)); }"
                + "public Plan plan(Problem p, S s) { throw new UnsupportedOperationException(); }" + body + "}";
    }

    private byte[] body(String body) throws IOException {
        return zip(compile(module(body, "", "")));
    }

    private byte[] reference(String text) throws IOException {
        return zip(compile(module(ID, "", text)));
    }

    private Map<String, byte[]> services(String list) throws IOException {
        Map<String, byte[]> entries = compile(Map.of("bad/Plugin.java", source("bad", ID)));
        entries.put(SERVICE, list.getBytes(StandardCharsets.UTF_8));
        entries.put(
                "META-INF/MANIFEST.MF",
                (list.isEmpty() ? "Automatic-Module-Name: 1 2 3\nno colon here\n\n\u0000" : "Manifest-Version: 1.0\n\n")
                        .getBytes(StandardCharsets.UTF_8));
        return entries;
    }

    private Map<String, byte[]> unnamed(String body) throws IOException {
        Map<String, byte[]> entries = compile(Map.of("bad/Plugin.java", source("bad", body)));
        entries.put(SERVICE, "bad.Plugin\n".getBytes(StandardCharsets.UTF_8));
        return entries;
    }

    private Map<String, byte[]> compile(Map<String, String> files) throws IOException {
        Path at = Files.createTempDirectory(work, "source");
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "--release", "17", "-p"));
        arguments.addAll(List.of(lib.toString(), "--add-modules", "org.coterie.api"));
        Path classes = at.resolve("classes");
        arguments.addAll(List.of("-d", classes.toString()));
        Map<String, byte[]> entries = new TreeMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().endsWith(".java")) {
                Path source = at.resolve(file.getKey());
                Files.createDirectories(source.getParent());
                arguments.add(Files.writeString(source, file.getValue()).toString());
            } else {
                entries.put(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        if (ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new)) != 0) {
            throw new IOException(said.toString());
        }
        try (Stream<Path> found = Files.walk(classes)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                entries.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return entries;
    }

    /** The same entries with one changed; one that becomes empty is left out. */
    private static Map<String, byte[]> with(Map<String, byte[]> entries, String name, UnaryOperator<byte[]> change) {
        Map<String, byte[]> changed = new TreeMap<>(entries);
        byte[] now = change.apply(entries.get(name).clone());
        changed.remove(name);
        if (now.length > 0) {
            changed.put(name, now);
        }
        return changed;
    }

    private static byte[] otherApi(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace("org.coterie.api", "org.coterie.apx").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] later(byte[] bytes) {
        bytes[7] = 99;
        return bytes;
    }

    private static byte[] flipped(byte[] zip) {
        for (int i = zip.length - 60; i < zip.length - 10; i += 7) {
            zip[i] ^= 0x55;
        }
        return zip;
    }

    private static String explosion() {
        StringBuilder text = new StringBuilder("b0 = xxxxxxxxxx\n");
        for (int i = 1; i < 40; i++) {
            text.append("b%d = ${b%d}${b%d}%n".formatted(i, i - 1, i - 1));
        }
        return text.toString();
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
