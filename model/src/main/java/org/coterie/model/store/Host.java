package org.coterie.model.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The name of this machine, asked without the network: {@code InetAddress} may wait for a name server. */
public final class Host {

    private Host() {}

    /** Its name in letters, digits, dots and hyphens; {@code localhost} where nothing tells. */
    public static String name() {
        Map<String, String> env = System.getenv();
        String name = env.getOrDefault("COMPUTERNAME", env.getOrDefault("HOSTNAME", ""));
        Path linux = Path.of("/proc/sys/kernel/hostname");
        if (name.isBlank() && Files.isReadable(linux)) {
            try {
                name = Files.readString(linux);
            } catch (IOException e) {
                name = "";
            }
        }
        String plain = name.strip().replaceAll("[^A-Za-z0-9.-]", "-");
        return plain.isEmpty() ? "localhost" : plain;
    }
}
