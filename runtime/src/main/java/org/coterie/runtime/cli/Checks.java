package org.coterie.runtime.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.coterie.model.graph.Threads;
import org.coterie.runtime.plugins.Installed;
import org.tensorflow.TensorFlow;

/** What {@code doctor} looks at. Each answers for itself and throws nothing. */
final class Checks {
    /** What TensorFlow's libraries take once they are unpacked, with some room. */
    static final long UNPACKED = 800_000_000L;

    /** What a process takes with TensorFlow loaded and idle is a third of it. */
    private static final long MEMORY = 1_000_000_000L;

    private Checks() {}

    static Check java(Runtime.Version version, String vendor) {
        String said = version + ", " + vendor;
        return version.feature() < 17
                ? Check.fail("java", said, "install a JDK of 17 or newer, or set JAVA_HOME")
                : Check.ok("java", said);
    }

    /** TensorFlow is published for three systems. */
    static Check system(String name, String arch) {
        String os = name.toLowerCase(Locale.ROOT);
        boolean arm = arch.equals("aarch64");
        boolean intel = arch.equals("amd64") || arch.equals("x86_64");
        boolean known = (os.startsWith("linux") && (arm || intel))
                || (os.startsWith("mac") && arm)
                || (os.startsWith("windows") && intel);
        return known
                ? Check.ok("system", name + ", " + arch)
                : Check.fail(
                        "system",
                        name + ", " + arch + ": TensorFlow is not published for it",
                        "use Linux (x86_64, arm64), macOS (arm64) or Windows (x86_64)");
    }

    /** On processors without AVX TensorFlow ends the process. Linux tells which have it. */
    static Check processor(Path cpuinfo, int processors) {
        String said = OutcomeText.count(processors, "processor") + "; threads = auto takes " + Threads.available();
        try {
            Optional<String> flags = Files.isReadable(cpuinfo)
                    ? Files.readAllLines(cpuinfo).stream()
                            .filter(line -> line.startsWith("flags"))
                            .findFirst()
                    : Optional.empty();
            if (flags.isPresent() && !(flags.get() + " ").contains(" avx ")) {
                return Check.fail(
                        "processor", said + "; no AVX", "use a machine made after 2011; TensorFlow needs AVX");
            }
        } catch (IOException e) {
            // it stays unknown
        }
        return Check.ok("processor", said);
    }

    static Check memory() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return memory(system.getTotalMemorySize(), Runtime.getRuntime().maxMemory());
    }

    static Check memory(long total, long heap) {
        String said = TextDrawing.bytes(total) + ", of which Java may take " + TextDrawing.bytes(heap);
        return total < MEMORY
                ? Check.warn("memory", said, "give the machine or container at least " + TextDrawing.bytes(MEMORY))
                : Check.ok("memory", said);
    }

    /** The folder TensorFlow's libraries are unpacked into. */
    static Path cache() {
        String set = System.getProperty("org.bytedeco.javacpp.cachedir", "");
        return set.isEmpty() ? Path.of(System.getProperty("user.home", ""), ".javacpp", "cache") : Path.of(set);
    }

    static Check cache(Path folder, long needed) {
        Path existing = folder.toAbsolutePath();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        String cure = "set COTERIE_CACHE to a folder that has " + TextDrawing.bytes(needed) + " free";
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            return Check.fail("cache", folder + ": cannot be written", cure);
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            String said = folder + ", " + TextDrawing.bytes(free) + " free";
            boolean unpacked = existing.equals(folder.toAbsolutePath());
            return free < needed && !unpacked ? Check.fail("cache", said, cure) : Check.ok("cache", said);
        } catch (IOException e) {
            return Check.warn("cache", folder + ": " + e.getMessage(), cure);
        }
    }

    static Check tensorflow() {
        return tensorflow(TensorFlow::version);
    }

    static Check tensorflow(Supplier<String> version) {
        try {
            return Check.ok("tensorflow", version.get() + ", its native library loads");
        } catch (LinkageError | RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null && cause.getCause() != cause) {
                cause = cause.getCause();
            }
            String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
            String cure = said.contains("GLIBC")
                    ? "use a newer system; the library needs a newer C library"
                    : "build coterie on this machine; if the cache is full or forbids execution, set COTERIE_CACHE";
            return Check.fail("tensorflow", cause.getClass().getSimpleName() + ": " + said, cure);
        }
    }

    static Check plugins(Optional<Path> folder, Supplier<Installed> installed) {
        String where = folder.map(Path::toString).orElse("no folder of plugins");
        Installed all = installed.get();
        String said = where + ", " + OutcomeText.count(all.methods().size(), "method") + " installed";
        int problems = all.problems().size();
        return problems == 0
                ? Check.ok("plugins", said)
                : Check.warn("plugins", said + ", " + OutcomeText.count(problems, "problem"), "coterie methods");
    }
}
