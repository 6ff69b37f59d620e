package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What others depend on stands in two files; a change of it is seen, and made on purpose: {@code -Dcoterie.record=true} writes
 * them anew.
 */
class PublicApiTest {
    private static final Path RECORDS = Shell.ROOT.resolve("acceptance/src/test/resources/org/coterie/acceptance");

    @Test
    void moduleDescriptorsAreThoseOnRecord() throws IOException {
        matches("modules.txt", house().map(r -> described(r.descriptor())).collect(Collectors.joining("\n")));
    }

    @Test
    void thePublicApiIsTheOneOnRecord() throws IOException, ClassNotFoundException {
        ModuleFinder finder = ModuleFinder.of(Shell.LIB);
        List<String> names = house().map(r -> r.descriptor().name()).toList();
        Configuration resolved = ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), names);
        ModuleLayer layer = ModuleLayer.boot().defineModulesWithOneLoader(resolved, null);
        StringBuilder text = new StringBuilder();
        for (ModuleReference module : house().toList()) {
            ClassLoader loader = layer.findLoader(module.descriptor().name());
            for (String type : exported(module)) {
                text.append(described(Class.forName(type, false, loader)));
            }
        }
        matches("public-api.txt", text.toString());
    }

    private static void matches(String name, String found) throws IOException {
        Path record = RECORDS.resolve(name);
        if (Boolean.getBoolean("coterie.record")) {
            Files.createDirectories(RECORDS);
            Files.writeString(record, found);
        }
        assertThat(found)
                .as("%s; if it was meant to change: mvn -pl acceptance -am verify -Dcoterie.record=true", name)
                .isEqualTo(Files.readString(record));
    }

    /** The modules of the house, by name. */
    private static Stream<ModuleReference> house() {
        return ModuleFinder.of(Shell.LIB).findAll().stream()
                .filter(r -> r.descriptor().name().startsWith("org.coterie"))
                .sorted(Comparator.comparing(r -> r.descriptor().name()));
    }

    private static String described(ModuleDescriptor module) {
        List<String> lines = new ArrayList<>();
        module.requires().stream()
                .filter(r -> !r.modifiers().contains(ModuleDescriptor.Requires.Modifier.MANDATED))
                .forEach(r -> lines.add("requires " + words(r.modifiers()) + r.name()));
        module.exports().forEach(e -> lines.add("exports " + e.source() + targets(e.targets())));
        module.opens().forEach(o -> lines.add("opens " + o.source() + targets(o.targets())));
        module.uses().forEach(u -> lines.add("uses " + u));
        module.provides().forEach(p -> p.providers().forEach(by -> lines.add("provides " + p.service() + " by " + by)));
        return lines.stream()
                .sorted()
                .map(line -> "    " + line + "\n")
                .collect(Collectors.joining("", module.name() + "\n", ""));
    }

    private static String words(Set<ModuleDescriptor.Requires.Modifier> modifiers) {
        return modifiers.stream()
                .map(m -> m.name().toLowerCase(java.util.Locale.ROOT) + " ")
                .sorted()
                .collect(Collectors.joining());
    }

    private static String targets(Set<String> targets) {
        return targets.isEmpty() ? "" : " to " + String.join(", ", new TreeSet<>(targets));
    }

    private static List<String> exported(ModuleReference module) throws IOException {
        Set<String> packages = module.descriptor().exports().stream()
                .filter(e -> !e.isQualified())
                .map(e -> e.source().replace('.', '/'))
                .collect(Collectors.toSet());
        try (ModuleReader reader = module.open();
                Stream<String> files = reader.list()) {
            return files.filter(f -> f.endsWith(".class") && !f.endsWith("-info.class"))
                    .filter(f -> packages.contains(f.substring(0, f.lastIndexOf('/'))))
                    .map(f -> f.substring(0, f.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    /** A type that others can name, with the members they can use. */
    private static String described(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
            if (!seen(c.getModifiers()) || c.isAnonymousClass() || c.isLocalClass()) {
                return "";
            }
        }
        List<String> members = new ArrayList<>();
        members.addAll(signatures(Arrays.asList(type.getDeclaredConstructors())));
        members.addAll(signatures(Arrays.asList(type.getDeclaredMethods())));
        Arrays.stream(type.getDeclaredFields())
                .filter(f -> seen(f.getModifiers()) && !f.isSynthetic())
                .forEach(f -> members.add(f.toGenericString()));
        return members.stream()
                .sorted()
                .map(member -> "    " + member + "\n")
                .collect(Collectors.joining("", type.toGenericString() + above(type) + "\n", "\n"));
    }

    private static <M extends Member & GenericDeclaration & AnnotatedElement> List<String> signatures(
            Collection<M> members) {
        return members.stream()
                .filter(m -> seen(m.getModifiers()) && !m.isSynthetic())
                .map(m -> ((Executable) m).toGenericString())
                .toList();
    }

    private static String above(Class<?> type) {
        String permitted = type.isSealed()
                ? " permits "
                        + Arrays.stream(type.getPermittedSubclasses())
                                .map(Class::getName)
                                .sorted()
                                .collect(Collectors.joining(", "))
                : "";
        String interfaces = Arrays.stream(type.getGenericInterfaces())
                .map(java.lang.reflect.Type::getTypeName)
                .collect(Collectors.joining(", "));
        return (interfaces.isEmpty() ? "" : " : " + interfaces) + permitted;
    }

    private static boolean seen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
