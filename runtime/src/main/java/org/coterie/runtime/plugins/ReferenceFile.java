package org.coterie.runtime.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The {@code reference.conf} at the root of the jar a class came from. Asked of the module, which answers in a layer of its
 * own too; a class loader would answer with the file of whichever jar is first. Code outside of modules is looked up by
 * where it was loaded from, for the same reason.
 */
final class ReferenceFile {
    private static final String NAME = "reference.conf";
    private static final int LARGEST = 1_000_000;

    private ReferenceFile() {}

    /** The text of the file, if the jar has one. */
    static Optional<String> of(Class<?> type) throws IOException {
        if (type.getModule().isNamed()) {
            try (InputStream in = type.getModule().getResourceAsStream(NAME)) {
                return in == null ? Optional.empty() : Optional.of(text(in));
            }
        }
        Optional<Path> code = code(type);
        if (code.isPresent() && Files.isDirectory(code.get())) {
            Path file = code.get().resolve(NAME);
            return Files.exists(file) ? Optional.of(text(Files.newInputStream(file))) : Optional.empty();
        }
        return code.isPresent() ? inJar(code.get()) : Optional.empty();
    }

    /** The file name of the jar or folder a class was loaded from. */
    static String nameOfCode(Class<?> type) {
        return code(type).map(p -> String.valueOf(p.getFileName())).orElse("unknown");
    }

    private static Optional<String> inJar(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry entry = file.getEntry(NAME);
            return entry == null ? Optional.empty() : Optional.of(text(file.getInputStream(entry)));
        }
    }

    /** The jar or folder a class was loaded from. */
    static Optional<Path> code(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return source == null || source.getLocation() == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(InputStream in) throws IOException {
        try (in) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException(NAME + " has more than " + LARGEST + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
