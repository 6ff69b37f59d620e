package org.coterie.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the numbers were measured on. */
final class Machine {

    private Machine() {}

    static Map<String, Object> facts() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("processor", processor());
        map.put("processors", Runtime.getRuntime().availableProcessors());
        map.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        map.put("arch", System.getProperty("os.arch"));
        map.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        return map;
    }

    /** The load average of the last minute; negative where the system has none. */
    static double load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return Math.round(load * 100) / 100.0;
    }

    private static String processor() {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
