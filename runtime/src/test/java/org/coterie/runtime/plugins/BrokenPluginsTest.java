package org.coterie.runtime.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.coterie.api.Fault;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each broken jar lies before a good one: it is one problem, and the good one works. */
class BrokenPluginsTest {
    private static final String ID = "public String id() { return \"broken\"; }";

    @TempDir
    static Path shared;

    @TempDir
    Path work;

    private PluginJars jars = new PluginJars(Path.of(""));
    private Path plugins = Path.of("");

    @BeforeAll
    static void compileTheGoodOne() {
        new PluginJars(shared)
                .jar(
                        shared.resolve("good.jar"),
                        PluginJars.method("good", "public String id() { return \"good\"; }", ""));
    }

    @BeforeEach
    void aGoodOne() throws IOException {
        jars = new PluginJars(work);
        plugins = Files.createDirectories(work.resolve("plugins"));
        Files.copy(shared.resolve("good.jar"), plugins.resolve("good.jar"));
    }

    private Path broken() {
        return plugins.resolve("broken.jar");
    }

    private Fault problem() {
        Installed installed = Installed.with(plugins);
        assertThat(installed.method("good")).isPresent();
        assertThat(installed.method("broken")).isEmpty();
        assertThat(installed.problems()).hasSize(1);
        Fault fault = installed.problems().get(0);
        assertThat(fault.where()).isEqualTo("broken.jar");
        return fault;
    }

    private Fault problemWith(String body) {
        jars.jar(broken(), PluginJars.method("broken", body, ""));
        return problem();
    }

    private Fault problemWithReference(String reference) {
        Map<String, String> files = PluginJars.method("broken", ID, "");
        files.put("reference.conf", reference);
        jars.jar(broken(), files);
        Installed installed = Installed.with(plugins);
        assertThat(installed.method("good")).isPresent();
        assertThat(installed.method("broken")).isEmpty();
        assertThat(installed.problems()).hasSize(1);
        return installed.problems().get(0);
    }

    @Test
    void aConstructorThatThrows() {
        Fault fault = problemWith(ID + "public Plugin() { throw new IllegalStateException(\"no luck\"); }");

        assertThat(fault.what()).isEqualTo("this plugin cannot be loaded");
        assertThat(fault.got())
                .isEqualTo("ServiceConfigurationError: org.coterie.api.Method: Provider broken.Plugin could not be"
                        + " instantiated; IllegalStateException: no luck");
    }

    @Test
    void aStaticInitialiserThatThrows() {
        assertThat(problemWith(ID + "static final int X = Integer.parseInt(\"x\");")
                        .got())
                .contains("ExceptionInInitializerError");
    }

    @Test
    void aConstructorThatFailsAnAssertion() {
        assertThat(problemWith(ID + "public Plugin() { throw new AssertionError(\"never\"); }")
                        .got())
                .contains("AssertionError: never");
    }

    @Test
    void aConstructorThatRecursesForEver() {
        assertThat(problemWith(ID + "public Plugin() { new Plugin(); }").got()).contains("StackOverflowError");
    }

    @Test
    void aConstructorThatNeverReturns() {
        String wait = "public Plugin() { try { new java.util.concurrent.CountDownLatch(1).await(); }"
                + " catch (InterruptedException e) { } }";
        jars.jar(broken(), PluginJars.method("broken", ID + wait, ""));

        Installed installed = Installed.with(plugins, Duration.ofSeconds(2));

        assertThat(installed.method("good")).isPresent();
        assertThat(installed.problems()).hasSize(1);
        assertThat(installed.problems().get(0)).hasToString("""
                broken.jar: this plugin does not answer
                  expected: an answer within 2 s
                  try:      remove it""");
    }

    @Test
    void aConstructorThatIsNotPublic() {
        assertThat(problemWithoutCheck("private Plugin() { }").got()).contains("ServiceConfigurationError");
    }

    private Fault problemWithoutCheck(String constructor) {
        Map<String, String> files = new TreeMap<>();
        files.put("broken/Plugin.java", PluginJars.source("broken", ID + constructor));
        files.put("META-INF/services/org.coterie.api.Method", "broken.Plugin");
        jars.jar(broken(), files);
        return problem();
    }

    @Test
    void anIdThatIsNull() {
        assertThat(problemWith("public String id() { return null; }")).hasToString("""
                broken.jar: this is no name for a method
                  got:      null
                  expected: 2 to 41 of a-z, 0-9 and -, beginning with a letter""");
    }

    @Test
    void anIdOfJunk() {
        assertThat(problemWith("public String id() { return \"../\\n<b>\"; }").got())
                .isEqualTo("../ <b>");
    }

    @Test
    void anIdThatThrows() {
        assertThat(problemWith("public String id() { throw new NullPointerException(); }"))
                .hasToString("""
                        broken.jar: it fails when asked for its id
                          got:      NullPointerException
                          try:      remove it, or install a version made for this one""");
    }

    @Test
    void anIdThatIsAKeyOfEveryRun() {
        assertThat(problemWith("public String id() { return \"data\"; }").what())
                .isEqualTo("a method cannot be called data");
    }

    @Test
    void anIdThatIsTaken() {
        jars.jar(
                plugins.resolve("later.jar"),
                PluginJars.method("later", "public String id() { return \"good\"; }", ""));

        Installed installed = Installed.with(plugins);

        assertThat(installed.method("good").orElseThrow().origin().where()).isEqualTo("good.jar");
        assertThat(installed.problems()).hasSize(1);
        assertThat(installed.problems().get(0)).hasToString("""
                later.jar: a method called good is installed already
                  try:      remove one of the two; the first is used""");
    }

    @Test
    void aFileThatIsNoJar() throws IOException {
        Files.writeString(broken(), "no zip at all");

        assertThat(problem().got()).contains("FindException").contains("broken.jar");
    }

    @Test
    void aJarThatEndsInTheMiddle() throws IOException {
        byte[] whole = Files.readAllBytes(plugins.resolve("good.jar"));
        Files.write(broken(), Arrays.copyOf(whole, whole.length / 2));

        assertThat(problem().got()).contains("FindException");
    }

    @Test
    void aModuleDeclarationOfJunk() {
        jars.damaged(broken(), PluginJars.method("broken", ID, ""), "module-info.class", bytes -> new byte[] {1, 2, 3});

        assertThat(problem().what()).isEqualTo("this plugin cannot be loaded");
    }

    @Test
    void aClassThatIsMissing() {
        Map<String, String> files = PluginJars.method("broken", ID + "private final Help help = new Help();", "");
        files.put("broken/Help.java", "package broken; class Help {}");
        jars.damaged(broken(), files, "broken/Help.class", bytes -> new byte[0]);

        assertThat(problem().got()).contains("NoClassDefFoundError: broken/Help");
    }

    @Test
    void aClassOfALaterJava() {
        jars.damaged(broken(), PluginJars.method("broken", ID, ""), "broken/Plugin.class", bytes -> {
            bytes[7] = 99;
            return bytes;
        });

        assertThat(problem().got()).contains("UnsupportedClassVersionError");
    }

    @Test
    void aModuleThatIsMissing() {
        Map<String, String> files = PluginJars.method("broken", ID, "");
        jars.damaged(broken(), files, "module-info.class", BrokenPluginsTest::renameTheApi);

        assertThat(problem().got()).contains("FindException: Module org.coterie.apx not found, required by broken");
    }

    private static byte[] renameTheApi(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace("org.coterie.api", "org.coterie.apx").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aPackageThatIsOurs() {
        jars.jar(broken(), Map.of("org/coterie/api/Better.class", "junk"));

        assertThat(problem().got()).contains("org.coterie.api");
    }

    @Test
    void aServiceThatIsNotInTheJar() {
        jars.jar(broken(), Map.of("META-INF/services/org.coterie.api.Method", "broken.Missing\n"));

        assertThat(problem().what()).isEqualTo("this plugin cannot be loaded");
    }

    @Test
    void aServiceFileOfJunk() {
        Map<String, String> files = new TreeMap<>();
        files.put("broken/Plugin.java", PluginJars.source("broken", ID));
        files.put("META-INF/services/org.coterie.api.Method", "what is this?\n\0\n");
        jars.jar(broken(), files);

        assertThat(problem().what()).isEqualTo("this plugin cannot be loaded");
    }

    @Test
    void aServiceOfAnotherType() {
        Map<String, String> files = new TreeMap<>();
        files.put("broken/Plugin.java", PluginJars.source("broken", ID));
        files.put("META-INF/services/org.coterie.api.data.DataFormat", "broken.Plugin\n");
        jars.jar(broken(), files);

        assertThat(problem().got()).contains("broken.Plugin not a subtype");
    }

    @Test
    void aJarThatProvidesNothing() {
        jars.jar(broken(), Map.of("module-info.java", "module broken { }"));

        assertThat(problem().what()).isEqualTo("this jar provides nothing");
    }

    @Test
    void aModuleThatIsInstalledAlready() {
        jars.jar(broken(), Map.of("module-info.java", "module org.coterie.api { }"));

        assertThat(problem().what()).isEqualTo("its modules are installed already");
    }

    @Test
    void aJarWhoseNameNamesNoModule() throws IOException {
        Map<String, String> files = new TreeMap<>(Map.of("broken/Plugin.java", PluginJars.source("broken", ID)));
        Path jar = jars.jar(work.resolve("x.jar"), files);
        Files.move(jar, plugins.resolve("9.jar"));

        Installed installed = Installed.with(plugins);

        assertThat(installed.method("good")).isPresent();
        assertThat(installed.problems()).hasSize(1);
        assertThat(installed.problems().get(0).got()).contains("Unable to derive module descriptor");
    }

    @Test
    void anEmptyFolder() throws IOException {
        Files.createDirectories(plugins.resolve("empty"));

        Installed installed = Installed.with(plugins);

        assertThat(installed.problems()).extracting(Fault::toString).containsExactly("empty: there is no jar in it");
    }

    @Test
    void defaultsThatAreNoHocon() {
        assertThat(problemWithReference("methods.broken { size = 3"))
                .hasToString("reference.conf of broken:1: this { is never closed");
    }

    @Test
    void defaultsThatIncludeOtherFiles() {
        assertThat(problemWithReference("include classpath(\"x\")").what()).isEqualTo("include reads files only");
    }

    @Test
    void defaultsThatExplode() {
        StringBuilder bomb = new StringBuilder("b0 = xxxxxxxxxx\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("b")
                    .append(i)
                    .append(" = ${b")
                    .append(i - 1)
                    .append("}${b")
                    .append(i - 1)
                    .append("}\n");
        }

        assertThat(problemWithReference(bomb.toString()).what()).isEqualTo("the substitutions of this file multiply");
    }
}
