package org.coterie.datasets.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.api.data.Catalogue.Checksum;
import org.coterie.api.data.Catalogue.Download;
import org.coterie.api.data.Catalogue.Known;
import org.coterie.api.data.Catalogue.Order;

/** In the place of the public addresses: a folder, or a server that has the files under {@code ENTRY/FILE} or {@code FILE}. */
final class Mirror {
    private static final int DEPTH = 8;
    private static final int MOST = 100_000;

    private Mirror() {}

    /** The folder, where the mirror is one. */
    static Optional<Path> folder(Order order) {
        Optional<String> mirror = order.mirror().filter(text -> !remote(text));
        return mirror.map(text -> {
            try {
                Path folder = Path.of(text);
                if (Files.isDirectory(folder)) {
                    return folder;
                }
            } catch (InvalidPathException e) {
                // falls through
            }
            throw Fault.of("there is no such mirror")
                    .got(text)
                    .expected("a folder that exists, or an address of http or https")
                    .as(Kind.CONFIG);
        });
    }

    private static boolean remote(String mirror) {
        return mirror.matches("(?i)https?://.*");
    }

    /** Where to load from: the mirror alone, if one is named. */
    static List<URI> addresses(Order order, String entry, Download download) {
        if (order.mirror().isEmpty()) {
            return download.addresses().stream().map(Known::value).toList();
        }
        String mirror = order.mirror().get().replaceFirst("/*$", "/");
        try {
            return List.of(URI.create(mirror + entry + "/" + download.file()), URI.create(mirror + download.file()));
        } catch (IllegalArgumentException e) {
            throw Fault.of("the mirror is not an address").got(mirror).as(Kind.CONFIG, e);
        }
    }

    /**
     * The file in a folder: where it should be; else one of its name; else, by size and checksum, one of any name. Files of
     * another checksum are passed over, for several sets call their files alike.
     */
    static Path find(Path folder, String entry, Download download, Optional<Checksum> wanted) {
        List<Path> all = files(folder);
        Set<Path> candidates = new LinkedHashSet<>();
        for (Path known : List.of(folder.resolve(entry).resolve(download.file()), folder.resolve(download.file()))) {
            if (Files.isRegularFile(known)) {
                candidates.add(known);
            }
        }
        List<Path> named = new ArrayList<>(all);
        named.removeIf(file -> !file.getFileName().toString().equals(download.file()));
        if (wanted.isEmpty()) {
            candidates.addAll(named.size() == 1 ? named : List.of());
            return candidates.stream().findFirst().orElseThrow(() -> absent(folder, download));
        }
        candidates.addAll(named);
        boolean others = !candidates.isEmpty();
        download.bytes()
                .map(Known::value)
                .ifPresent(bytes ->
                        all.stream().filter(file -> Disk.size(file) == bytes).forEach(candidates::add));
        for (Path candidate : candidates) {
            if (matches(candidate, wanted.get())) {
                return candidate;
            }
        }
        throw others
                ? Fault.of("the mirror's file of that name is another one")
                        .at(folder.toString())
                        .got(download.file())
                        .expected(wanted.get().toString())
                        .as(Kind.DATA)
                : absent(folder, download);
    }

    private static RuntimeException absent(Path folder, Download download) {
        return Fault.of("the mirror does not have this file")
                .at(folder.toString())
                .expected(download.file())
                .as(Kind.DATA);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder, DEPTH)) {
            return walk.filter(Files::isRegularFile).limit(MOST).sorted().toList();
        } catch (IOException e) {
            throw Disk.fault("the mirror cannot be read", folder, e);
        } catch (UncheckedIOException e) {
            throw Disk.fault("the mirror cannot be read", folder, e.getCause());
        }
    }

    private static boolean matches(Path file, Checksum wanted) {
        try {
            return Digests.matches(file, wanted);
        } catch (IOException e) {
            throw Disk.fault("the mirror's file cannot be read", file, e);
        }
    }
}
