package org.coterie.datasets.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.coterie.algorithms.Spelling;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/**
 * Where a table is stored.
 *
 * @param name the file's own name, without folders
 * @param bytes opens it; the caller closes
 */
public record Origin(String name, Opening bytes) {

    /** Opens a stream. */
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }

    /** A file that exists. */
    public static Origin file(Path path) {
        if (Files.isDirectory(path)) {
            throw Fault.of("a folder where a file is needed")
                    .at(path.toString())
                    .as(CoterieException.Kind.DATA);
        }
        Path fileName = path.getFileName();
        if (fileName == null || !Files.exists(path)) {
            throw Fault.of("no such file")
                    .at(path.toString())
                    .advise(advice(path))
                    .as(CoterieException.Kind.DATA);
        }
        return new Origin(fileName.toString(), () -> Files.newInputStream(path));
    }

    /** The name without the suffixes of the format. */
    public String shortName() {
        return name.replaceFirst("(?i)(\\.(csv|tsv|txt|data|tab|npy|npz|fcs|lmd|bin))?((\\.tar)?\\.gz|\\.tgz)?$", "");
    }

    private static String advice(Path path) {
        Path folder = path.toAbsolutePath().normalize().getParent();
        Path fileName = path.getFileName();
        if (folder == null || fileName == null || !Files.isDirectory(folder)) {
            return "that folder does not exist; a relative path starts from the folder of the configuration";
        }
        try (Stream<Path> beside = Files.list(folder)) {
            List<String> names =
                    beside.map(p -> String.valueOf(p.getFileName())).sorted().toList();
            return Spelling.nearest(fileName.toString(), names)
                    .map(near -> "that folder has \"" + near + "\"")
                    .orElse("a relative path starts from the folder of the configuration");
        } catch (IOException unreadable) {
            return "that folder cannot be read";
        }
    }
}
