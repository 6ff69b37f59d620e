package org.coterie.runtime.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coterie.api.CoterieException;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that work. */
class PluginFolderTest {
    private static final String GOOD =
            "public String id() { return \"good\"; }" + "public String about() { return \"A good one.\"; }";
    private static final String REFERENCE =
            "methods.good { size = 3, presets { paper { size = 5 }, published-code { size = 6 } } }\n";
    private static final String FORMAT = "package table; import org.coterie.api.*; import org.coterie.api.data.*;"
            + "public final class Format implements DataFormat {"
            + "  public String id() { return \"table\"; }"
            + "  public Opener settings(Settings in, java.nio.file.Path folder) {"
            + "    in.text(\"file\"); return () -> Dataset.of(\"t\", Table.of(0, 0, new float[0])); } }";

    @TempDir
    Path work;

    private PluginJars jars = new PluginJars(Path.of(""));
    private Path plugins = Path.of("");

    @BeforeEach
    void start() {
        jars = new PluginJars(work);
        plugins = work.resolve("plugins");
    }

    private static Map<String, String> good() {
        Map<String, String> files = PluginJars.method("good", GOOD, "");
        files.put("reference.conf", REFERENCE);
        return files;
    }

    @Test
    void aJarInTheFolderIsInstalled() {
        jars.jar(plugins.resolve("good.jar"), good());

        Installed installed = Installed.with(plugins);

        assertThat(installed.problems()).isEmpty();
        InstalledMethod method = installed.method("good").orElseThrow();
        assertThat(method.about()).isEqualTo("A good one.");
        assertThat(method.presets()).containsExactly("recommended", "paper", "published-code");
        assertThat(method.origin()).hasToString("good (good.jar)");
        assertThat(method.defaults("paper").unwrapped()).isEqualTo(Map.of("size", 5));
        assertThat(method.defaults("recommended").unwrapped()).isEqualTo(Map.of("size", 3));
    }

    @Test
    void aJarWithoutAModuleDeclarationIsInstalled() {
        Map<String, String> files = new TreeMap<>();
        files.put("plain/Plugin.java", PluginJars.source("plain", GOOD));
        files.put("META-INF/services/org.coterie.api.Method", "plain.Plugin\n");
        files.put("reference.conf", REFERENCE);
        jars.jar(plugins.resolve("plain-plugin-1.2.jar"), files);

        Installed installed = Installed.with(plugins);

        assertThat(installed.problems()).isEmpty();
        InstalledMethod method = installed.method("good").orElseThrow();
        assertThat(method.origin()).hasToString("plain.plugin 1.2 (plain-plugin-1.2.jar)");
        assertThat(method.presets()).contains("paper");
    }

    @Test
    void aFolderOfJarsIsOnePlugin() {
        Path folder = plugins.resolve("good");
        jars.jar(folder.resolve("library.jar"), Map.of("library/Help.java", "package library; public class Help {}"));
        Map<String, String> table = new TreeMap<>(Map.of("table/Format.java", FORMAT));
        table.put(
                "module-info.java",
                "module table { requires org.coterie.api;"
                        + " provides org.coterie.api.data.DataFormat with table.Format; }");
        table.put("reference.conf", "data.table { file = null }");
        jars.jar(folder.resolve("table.jar"), table);
        jars.jar(folder.resolve("good.jar"), good());

        Installed installed = Installed.with(plugins);

        assertThat(installed.problems()).isEmpty();
        assertThat(installed.method("good")).isPresent();
        assertThat(installed.format("table").orElseThrow().defaults()).containsKey("file");
        assertThat(installed.format("table").orElseThrow().origin().where()).isEqualTo("good");
    }

    @Test
    void twoPluginsMayBringTwoVersionsOfALibrary() {
        for (String name : List.of("one", "two")) {
            String id = "public String id() { return \"" + name + "-\" + library.Help.WORD; }";
            Map<String, String> files = PluginJars.method(name, id, "");
            files.put(
                    "library/Help.java",
                    "package library; public class Help { public static String WORD = \"" + name + "\"; }");
            jars.jar(plugins.resolve(name + ".jar"), files);
        }

        Installed installed = Installed.with(plugins);

        assertThat(installed.problems()).isEmpty();
        assertThat(installed.method("one-one")).isPresent();
        assertThat(installed.method("two-two")).isPresent();
    }

    @Test
    void aFolderThatIsNotThereHoldsNoPlugins() {
        assertThat(Installed.with(work.resolve("nowhere")).problems()).isEmpty();
    }

    @Test
    void aPluginIsChosenAndCheckedByAConfiguration() throws Exception {
        jars.jar(plugins.resolve("good.jar"), good());
        Map<String, String> table = new TreeMap<>(Map.of("table/Format.java", FORMAT));
        table.put("META-INF/services/org.coterie.api.data.DataFormat", "table.Format");
        jars.jar(plugins.resolve("table.jar"), table);
        RunConfigReader reader = new RunConfigReader(Installed.with(plugins));
        Path file = Files.writeString(
                work.resolve("run.conf"), "method = good, preset = paper\ndata { format = table, file = x }\n");

        RunConfig run = reader.read(file, List.of());

        assertThat(run.method().settings()).hasToString("S[size=5]");
        assertThatThrownBy(() -> reader.read(file, List.of("good.size=10", "good.sise=3")))
                .isInstanceOf(CoterieException.class)
                .hasMessage("""
                        2 problems

                        1) --set good.sise=3: unknown key good.sise
                             try:      did you mean good.size?

                        2) --set good.size=10: good.size: out of range
                             got:      10
                             expected: a whole number from 1 to 9""");
    }
}
