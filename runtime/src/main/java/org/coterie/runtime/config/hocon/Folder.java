package org.coterie.runtime.config.hocon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/** The files of one configuration: those in its folder or below, one megabyte together. */
final class Folder {
    static final int LARGEST = 1_000_000;
    private static final int MOST_FILES = 64;
    private static final String EXPECTED = "a file in the folder of the configuration or below it";

    private static final String OUTSIDE = "include reads files below the configuration only";

    private final Path base;
    private final Path root;
    private int left = LARGEST;
    private int files;

    private Folder(Path base, Path root) {
        this.base = base;
        this.root = root;
    }

    static Folder of(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path base = absolute.getParent() == null ? absolute : absolute.getParent();
        try {
            return new Folder(base, base.toRealPath());
        } catch (IOException e) {
            throw missing(file.toString());
        }
    }

    /** The text of a file; counts towards the limits. */
    String text(Path file, String name) {
        if (!Files.isRegularFile(file)) {
            throw missing(name);
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(left + 1);
        } catch (IOException e) {
            throw Fault.of("the configuration cannot be read").at(name).as(CoterieException.Kind.CONFIG, e);
        }
        if (bytes.length > left || ++files > MOST_FILES) {
            throw Fault.of("the configuration is too large")
                    .at(name)
                    .expected("at most " + MOST_FILES + " files of " + LARGEST + " bytes together")
                    .as(CoterieException.Kind.CONFIG);
        }
        left -= bytes.length;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Fault.of("the configuration is not text in UTF-8").at(name).as(CoterieException.Kind.CONFIG, e);
        }
    }

    /** The file an include statement names, seen from the file it stands in. */
    Path included(Path from, String what, Place place) {
        try {
            Path file = from.resolveSibling(what);
            if (!Files.exists(file)) {
                file = from.resolveSibling(what + ".conf");
            }
            if (Path.of(what).isAbsolute() || !file.toAbsolutePath().normalize().startsWith(base)) {
                throw Includes.refuse(place, what, OUTSIDE, EXPECTED);
            }
            if (!Files.isRegularFile(file)) {
                throw Includes.refuse(place, what, "the included file does not exist", EXPECTED);
            }
            if (!below(file)) {
                throw Includes.refuse(place, what, OUTSIDE, EXPECTED);
            }
            return file;
        } catch (InvalidPathException e) {
            throw Includes.refuse(place, what, "not a file name", EXPECTED);
        }
    }

    /** Links followed: a link may stand in the folder and point elsewhere. */
    private boolean below(Path file) {
        try {
            return file.toRealPath().startsWith(root);
        } catch (IOException e) {
            return false;
        }
    }

    private static CoterieException missing(String name) {
        return Fault.of("there is no such configuration").at(name).as(CoterieException.Kind.CONFIG);
    }
}
