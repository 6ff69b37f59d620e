package org.coterie.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coterie.api.Method;
import org.coterie.runtime.plugins.InstalledMethod;

/** 1xx: what a method is called, and what making one does. */
final class Identity {
    private static final Set<String> FOREIGN = Set.of(
            "org.coterie.runtime", "com.google.guice", "info.picocli", "ch.qos.logback.classic", "ch.qos.logback.core");

    private Identity() {}

    static List<Check> checks() {
        return List.of(
                Check.required(101, "it can be installed under its id", trial -> {
                    Claim.equal(trial.installed().id(), trial.method().id(), "the id");
                    Claim.that(
                            trial.method().id().matches("[a-z][a-z0-9-]{1,40}"),
                            trial.method().id());
                }),
                Check.required(102, "it has the same id whenever asked, and from every instance", trial -> {
                    Claim.equal(trial.method().id(), trial.method().id(), "the id, asked again");
                    Claim.equal(another(trial).id(), trial.method().id(), "the id of another instance");
                }),
                Check.required(103, "one sentence says what it is", trial -> {
                    String about = trial.method().about();
                    Claim.that(about != null && !about.isBlank(), "about() is blank");
                    Claim.that(
                            about.length() <= 400,
                            "about() has " + about.length() + " characters, expected one sentence");
                    Claim.that(about.lines().count() == 1, "about() has several lines");
                }),
                Check.required(104, "making one starts no thread", trial -> {
                    Set<Thread> before = Thread.getAllStackTraces().keySet();
                    another(trial);
                    for (Thread thread : Thread.getAllStackTraces().keySet()) {
                        Claim.that(
                                before.contains(thread) || ours(thread),
                                "the thread " + thread.getName() + " was started");
                    }
                }),
                Check.required(105, "reference.conf has a section for it", trial -> {
                    Optional<InstalledMethod> installed =
                            trial.subject().installed().method(trial.subject().id());
                    Claim.that(
                            installed.isPresent() && !installed.get().section().isEmpty(),
                            "there is no methods." + trial.subject().id() + " in reference.conf, or it is empty");
                }),
                Check.required(
                        106,
                        "it says how new rows are treated",
                        trial -> Claim.that(trial.method().newRows() != null, "newRows() is null")),
                Check.required(107, "its module requires no runtime, no injector and no command line", trial -> {
                    for (ModuleDescriptor.Requires requires :
                            descriptor(trial.method().getClass()).requires()) {
                        Claim.that(!FOREIGN.contains(requires.name()), "the module requires " + requires.name());
                    }
                }),
                Check.required(
                        108,
                        "its module provides it",
                        trial -> provided(
                                descriptor(trial.method().getClass()),
                                trial.method().getClass().getName())));
    }

    static void provided(ModuleDescriptor module, String type) {
        Claim.that(
                module.provides().stream()
                        .anyMatch(p -> p.service().equals(Method.class.getName())
                                && p.providers().contains(type)),
                "the module does not say: provides " + Method.class.getName() + " with " + type);
    }

    /** The module it is compiled as, also where it is tried on the class path. */
    private static ModuleDescriptor descriptor(Class<?> type) throws IOException {
        if (type.getModule().isNamed()) {
            return type.getModule().getDescriptor();
        }
        Path code;
        try {
            code = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new Trial.Without("a jar or folder its classes are in");
        }
        Path inFolder = code.resolve("module-info.class");
        if (Files.isRegularFile(inFolder)) {
            try (InputStream in = Files.newInputStream(inFolder)) {
                return ModuleDescriptor.read(in);
            }
        }
        Trial.needs(Files.isRegularFile(code), "a module");
        ModuleDescriptor found =
                ModuleFinder.of(code).findAll().iterator().next().descriptor();
        Trial.needs(!found.isAutomatic(), "a module");
        return found;
    }

    /** Threads of the virtual machine come and go. */
    private static boolean ours(Thread thread) {
        return thread.getThreadGroup() == null
                || thread.getThreadGroup().getName().equals("system")
                || thread.getName().startsWith("ForkJoinPool")
                || thread.getName().startsWith("junit");
    }

    private static Method<?> another(Trial trial) {
        try {
            return trial.method().getClass().getConstructor().newInstance();
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new Trial.Without("a public constructor without parameters in an exported package");
        } catch (InstantiationException | InvocationTargetException e) {
            throw new LinkageError("the constructor fails: " + e.getCause(), e);
        }
    }
}
