package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coterie.acceptance.Shell.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of {@code examples/code}, on a module path without a logging backend. */
class CodeTest {
    private static final Path CODE = Shell.ROOT.resolve("examples/code");

    @TempDir
    static Path classes;

    @TempDir
    Path folder;

    @BeforeAll
    static void compile() throws IOException {
        Javac.module(CODE.resolve("compose"), classes.resolve("compose"));
        Javac.module(CODE.resolve("embed"), classes.resolve("embed"));
        Javac.module(CODE.resolve("predict"), classes.resolve("predict"));
        Javac.module(CODE.resolve("table"), classes.resolve("table"));
    }

    /** Runs a program with the jars whose names pass. */
    private Result run(Predicate<String> jars, String name, String main, Path model) throws Exception {
        String path;
        try (Stream<Path> lib = Files.list(Shell.LIB)) {
            path = Stream.concat(
                            lib.filter(jar -> jars.test(jar.getFileName().toString())),
                            Stream.of(classes.resolve(name)))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
        List<String> command = new ArrayList<>(Shell.java());
        command.set(command.indexOf(Shell.LIB.toString()), path);
        command.addAll(List.of("-m", "example." + name + "/example." + name + "." + main, model.toString()));
        return Shell.finish(folder, Shell.process(folder, command));
    }

    private static boolean withoutBackend(String jar) {
        return !jar.startsWith("logback");
    }

    /** What a saved model needs, if no transform is in it. */
    private static boolean modelAlone(String jar) {
        return Stream.of("coterie-api", "coterie-model", "tensorflow", "ndarray", "javacpp", "protobuf", "jspecify")
                .anyMatch(jar::startsWith);
    }

    private static boolean withoutMethods(String jar) {
        return withoutBackend(jar) && !jar.startsWith("coterie-deepwak");
    }

    @Test
    void oneProgramComposesAndSavesAndTheOtherPredictsTheSameWithoutTheMethod() throws Exception {
        Path model = folder.resolve("run/model");
        Files.createDirectories(model.getParent());
        Result compose = run(CodeTest::withoutBackend, "compose", "Compose", model);
        assertThat(compose.code()).as(compose.err()).isZero();
        assertThat(compose.out()).startsWith("""
                rows in each cluster: [100, 100, 100]
                a code: 4 numbers
                clusters: [""");
        String clusters = compose.out().lines().toList().get(2);
        assertThat(clusters.replaceAll("\\D", "").chars().sorted().toArray()).isEqualTo(new int[] {'0', '1', '2'});

        for (Path place : List.of(model, model.getParent())) {
            Result embed = run(CodeTest::modelAlone, "embed", "Embed", place);
            assertThat(embed.code()).as(embed.err()).isZero();
            assertThat(embed.out()).startsWith(clusters).contains("answers: assign, ");
            Result predict = run(CodeTest::withoutMethods, "predict", "Predict", place);
            assertThat(predict.code()).as(predict.err()).isZero();
            assertThat(predict.out()).isEqualTo(clusters + System.lineSeparator());
        }
    }

    @Test
    void aTableIsReadAndAMethodFittedByItsId() throws Exception {
        Path file = Shell.ROOT.resolve("examples/new-penguins.csv");
        Result table = run(CodeTest::withoutBackend, "table", "Tables", file);
        assertThat(table.code()).as(table.err()).isZero();
        assertThat(table.out())
                .startsWith("3 rows of [bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g]")
                .containsPattern("clusters: \\[([01], ){2}[01]]");
    }

    @Test
    void aProgramSeesWhatWentWrongAsAnExceptionAndItsExitIsItsOwn() throws Exception {
        Result predict = run(CodeTest::withoutMethods, "predict", "Predict", folder.resolve("nothing"));
        assertThat(predict.code()).isEqualTo(1); // what Java gives for an exception nobody caught
        assertThat(predict.err()).contains("CoterieException", "nothing");
    }

    @Test
    void noProgramNeedsMoreThanRuntimeAndTheMethodItComposes() throws IOException {
        assertThat(requires("compose")).containsExactly("org.coterie.runtime", "org.coterie.deepwak");
        assertThat(requires("embed")).containsExactly("org.coterie.model");
        assertThat(requires("predict")).containsExactly("org.coterie.runtime");
        assertThat(requires("table")).containsExactly("org.coterie.runtime");
    }

    private static List<String> requires(String program) throws IOException {
        return Files.readAllLines(CODE.resolve(program).resolve("module-info.java")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("requires "))
                .map(line -> line.substring("requires ".length(), line.length() - 1))
                .toList();
    }
}
