package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coterie.acceptance.Shell.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The plugins in {@code examples}, built as a stranger would: copied to a folder of their own, by Maven, against the artifacts
 * that {@code mvn install} would have put into a local repository. Maven has all else from the build this test runs in, and is
 * kept off the network.
 */
class StrangerTest {
    private static final Pattern TESTS =
            Pattern.compile("Tests run: (\\d+), Failures: 0, Errors: 0, Skipped: \\d+\\s*$");
    private static final int CHECKS = 100; // the kit has some more, so a build that ran none of it is seen

    @TempDir
    static Path repository;

    @TempDir
    Path folder;

    /** The repository of this build by links, and in it what this build would install. */
    @BeforeAll
    static void install() throws IOException {
        Path theirs = Path.of(System.getProperty("coterie.repository"));
        link(theirs, repository, "org");
        Path org = Files.createDirectory(repository.resolve("org"));
        link(theirs.resolve("org"), org, "coterie");
        put(".", "coterie");
        for (String module : List.of("api", "algorithms", "model", "runtime", "plugin-testkit", "plugin-moesimvae")) {
            put(module, "coterie-" + module.replace("plugin-", ""));
        }
    }

    private static void link(Path from, Path to, String except) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                if (!entry.getFileName().toString().equals(except)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry.toAbsolutePath());
                }
            }
        }
    }

    private static void put(String module, String artifact) throws IOException {
        String version = version();
        Path place = repository.resolve("org/coterie").resolve(artifact).resolve(version);
        Files.createDirectories(place);
        String name = artifact + "-" + version;
        Files.copy(Shell.ROOT.resolve(module).resolve("pom.xml"), place.resolve(name + ".pom"));
        if (!module.equals(".")) {
            Path jar = Shell.ROOT.resolve(module).resolve("target").resolve(name + ".jar");
            assertThat(jar)
                    .as("these tests run in mvn verify, after all modules")
                    .exists();
            Files.copy(jar, place.resolve(name + ".jar"));
        }
    }

    /** The version that plugins ask for, which is that of this build. */
    private static String version() throws IOException {
        Matcher version = Pattern.compile("<coterie.version>(.+)</coterie.version>")
                .matcher(Files.readString(Shell.ROOT.resolve("examples/plugin-template/pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    @Test
    void theTemplateIsBuiltAndKeepsEveryPromise() throws Exception {
        built("plugin-template", "soft-kmeans", CHECKS);
        works("example.conf");
    }

    @Test
    void decAndIdecAreBuiltAndKeepEveryPromise() throws Exception {
        built("plugin-dec", "dec", 2 * CHECKS);
        works("digits.conf", "mnist.conf");
        assertThat(coterie("methods").out()).contains("dec, from example.dec 1.0.0", "idec, from example.dec 1.0.0");
    }

    @Test
    void vadeIsBuiltAndKeepsEveryPromise() throws Exception {
        built("plugin-vade", "vade", CHECKS);
        works("digits.conf", "mnist.conf");
    }

    @Test
    void theSimilarityIsBuiltAndTested() throws Exception {
        built("plugin-similarity", "shared-neighbours", 2);
        works("digits.conf");
    }

    private void built(String project, String artifact, int tests) throws Exception {
        copy(Shell.ROOT.resolve("examples").resolve(project), folder);
        ProcessBuilder maven = new ProcessBuilder(
                        Path.of(System.getProperty("coterie.maven"), "bin", "mvn")
                                .toString(),
                        "-o",
                        "-B",
                        "-Dmaven.repo.local=" + repository,
                        "package")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("build.log").toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = maven.start();
        if (!process.waitFor(20, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        String log = Files.readString(folder.resolve("build.log"));
        assertThat(process.waitFor()).as(log).isZero();
        assertThat(log).doesNotContain("WARNING] /"); // of the compiler, which names a file
        List<Integer> run = log.lines()
                .map(TESTS::matcher)
                .filter(Matcher::find)
                .map(line -> Integer.valueOf(line.group(1)))
                .toList();
        assertThat(run).as(log).isNotEmpty();
        assertThat(run.get(run.size() - 1)).isGreaterThan(tests);
        assertThat(folder.resolve("target/" + artifact + "-1.0.0.jar")).exists();
    }

    /** Its configurations are valid where its jar is. */
    private void works(String... configs) throws Exception {
        for (String config : configs) {
            Result validate = coterie("validate", config);
            assertThat(validate.code()).as(validate.err()).isZero();
        }
    }

    private Result coterie(String... args) throws Exception {
        List<String> all =
                Stream.concat(Stream.of(args), Stream.of("--plugins", "target")).toList();
        return Shell.run(folder, all.toArray(String[]::new));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.startsWith(from.resolve("target"))) {
                    Path copy = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }
}
