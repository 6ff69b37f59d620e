package org.coterie.runtime.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coterie.api.Fault;
import org.coterie.runtime.config.MethodChoice;
import org.coterie.runtime.config.NamedMethod;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that has a service of its own for others, and jars that provide it. */
class ExtensionsTest {
    private static final String METHOD = "package kitchen; import java.util.*; import org.coterie.api.*;"
            + "public final class Plugin implements Method<Plugin.S> {"
            + "  public record S(List<String> tastes) {}"
            + "  public String id() { return \"kitchen\"; }"
            + "  public S settings(Settings in) {"
            + "    List<String> wanted = in.texts(\"spices\"), tastes = new ArrayList<>();"
            + "    for (Spice s : in.section(\"shelf\").providers(Spice.class)) {"
            + "      if (wanted.contains(s.name())) { tastes.add(s.taste(in.section(\"shelf\").section(s.name()))); } }"
            + "    return new S(tastes); }"
            + "  public Plan plan(Problem p, S s) { throw new UnsupportedOperationException(); } }";
    private static final String SERVICE = "package kitchen; public interface Spice {"
            + " String name(); String taste(org.coterie.api.Settings in); }";

    @TempDir
    Path work;

    private Path plugins = Path.of("");
    private PluginJars jars = new PluginJars(Path.of(""));

    /** The owner of the service comes last by file name, and is loaded first. */
    @BeforeEach
    void owner() {
        plugins = work.resolve("plugins");
        Map<String, String> files = new TreeMap<>();
        files.put(
                "module-info.java",
                "module kitchen { requires transitive org.coterie.api; exports kitchen;"
                        + " uses kitchen.Spice; provides org.coterie.api.Method with kitchen.Plugin; }");
        files.put("kitchen/Plugin.java", METHOD);
        files.put("kitchen/Spice.java", SERVICE);
        files.put("reference.conf", "methods.kitchen { spices = [], shelf { } }");
        jars = new PluginJars(work, new PluginJars(work).jar(plugins.resolve("z-kitchen.jar"), files));
    }

    private void spice(String name, String body, String reference) {
        Map<String, String> files = new TreeMap<>();
        files.put(
                "module-info.java",
                "module " + name + " { requires kitchen; provides kitchen.Spice with " + name + ".Jar; }");
        files.put(
                name + "/Jar.java",
                "package " + name + "; public final class Jar implements kitchen.Spice {" + body
                        + " public String name() { return \"" + name + "\"; }"
                        + " public String taste(org.coterie.api.Settings in) {"
                        + "   return name() + in.integer(\"heat\", 0, 9); } }");
        files.put("reference.conf", reference);
        jars.jar(plugins.resolve(name + ".jar"), files);
    }

    private static String tastes(Installed installed, String... settings) {
        return NamedMethod.of(installed, "kitchen", List.of(settings))
                .settings()
                .toString();
    }

    @Test
    void providersComeFromJarsOfTheirOwnWithTheirDefaults() {
        spice("pepper", "", "methods.kitchen { spices = [pepper], shelf.pepper { heat = 7 } }");
        spice("mint", "", "methods.kitchen.shelf.mint { heat = 1 }");

        Installed installed = Installed.with(plugins);

        assertThat(installed.problems()).isEmpty();
        assertThat(tastes(installed)).as("a jar adds settings and changes none").isEqualTo("S[tastes=[]]");
        assertThat(tastes(installed, "spices=[pepper, mint]")).isEqualTo("S[tastes=[mint1, pepper7]]");
        assertThat(tastes(installed, "spices=[pepper]", "shelf.pepper.heat=3")).isEqualTo("S[tastes=[pepper3]]");
        assertThat(installed.method("kitchen").orElseThrow().extensions())
                .extracting(extension -> extension.origin().toString())
                .containsExactly("mint (mint.jar)", "pepper (pepper.jar)");
    }

    @Test
    void theirSettingsAreCheckedAndWrittenOnlyWhereTheyAreInUse() {
        spice("pepper", "", "methods.kitchen.shelf.pepper { heat = 7 }");
        Installed installed = Installed.with(plugins);

        assertThatThrownBy(() -> tastes(installed, "spices=[pepper]", "shelf.pepper.heat=10", "shelf.pepper.hate=1"))
                .hasMessageContaining("2 problems")
                .hasMessageContaining("kitchen.shelf.pepper.heat: out of range")
                .hasMessageContaining("did you mean kitchen.shelf.pepper.heat?");
        MethodChoice<?> without = NamedMethod.of(installed, "kitchen", List.of());
        assertThat(without.section().render()).doesNotContain("pepper");
        MethodChoice<?> set = NamedMethod.of(installed, "kitchen", List.of("shelf.pepper.heat=2"));
        assertThat(set.settings()).hasToString("S[tastes=[]]");
        MethodChoice<?> with = NamedMethod.of(installed, "kitchen", List.of("spices=[pepper]"));
        assertThat(with.section().toConfig().getInt("shelf.pepper.heat")).isEqualTo(7);
    }

    @Test
    void aProviderThatCannotBeMadeIsOneProblem() {
        spice("pepper", "", "methods.kitchen.shelf.pepper { heat = 7 }");
        spice("mould", "public Jar() { throw new IllegalStateException(\"no luck\"); }", "");

        Installed installed = Installed.with(plugins);

        assertThat(installed.problems()).singleElement().satisfies(fault -> {
            assertThat(fault.where()).isEqualTo("mould.jar");
            assertThat(fault.got()).contains("kitchen.Spice", "no luck");
        });
        assertThat(tastes(installed, "spices=[pepper, mould]")).isEqualTo("S[tastes=[pepper7]]");
    }

    @Test
    void aReferenceThatCannotBeReadIsOneProblem() {
        spice("pepper", "", "methods.kitchen.shelf.pepper { heat = 7 ");

        Installed installed = Installed.with(plugins);

        assertThat(installed.problems())
                .singleElement()
                .extracting(Fault::toString)
                .asString()
                .contains("pepper");
        assertThat(tastes(installed, "spices=[pepper]")).isEqualTo("S[tastes=[]]");
    }

    @Test
    void aServiceNobodyAsksForIsNothing() {
        Map<String, String> files = new TreeMap<>();
        files.put("module-info.java", "module odd { provides java.lang.Runnable with odd.Jar; }");
        files.put("odd/Jar.java", "package odd; public final class Jar implements Runnable { public void run() {} }");
        jars.jar(plugins.resolve("odd.jar"), files);

        assertThat(Installed.with(plugins).problems())
                .singleElement()
                .extracting(Fault::what)
                .isEqualTo("this jar provides nothing");
    }

    @Test
    void withoutTheOwnerTheModuleIsMissing() throws Exception {
        spice("pepper", "", "");
        java.nio.file.Files.delete(plugins.resolve("z-kitchen.jar"));

        assertThat(Installed.with(plugins).problems())
                .singleElement()
                .extracting(Fault::got)
                .asString()
                .contains("kitchen", "pepper");
    }
}
