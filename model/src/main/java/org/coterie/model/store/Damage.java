package org.coterie.model.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;

/** What can be wrong with a saved folder; the clause is what its fault begins with. */
public enum Damage {
    /** The folder, its manifest or a recorded file is not there. */
    MISSING("is missing"),
    /** Bytes differ from those recorded: flipped, cut off, emptied or another file's. */
    DAMAGED("is damaged"),
    /** A file that was not recorded. */
    EXTRA("does not belong here"),
    /** A symbolic link or something else that is not a file of its own. */
    LINK("is not a file of its own"),
    /** A folder of some other format. */
    OTHER_FORMAT("is of another format"),
    /** Written by a version that is no longer read. */
    TOO_OLD("is too old"),
    /** Written by a later version. */
    TOO_NEW("is too new");

    private final String clause;

    Damage(String clause) {
        this.clause = clause;
    }

    /** Whether a fault is of this sort. */
    public boolean isIn(Fault fault) {
        return fault.what().equals(clause);
    }

    Fault at(Path place) {
        return Fault.of(clause).at(place.toString());
    }

    /** Compares what was recorded with what is there. */
    static void check(Path folder, SortedMap<String, Manifest.Entry> recorded, Map<String, Path> found) {
        List<Fault> faults = new ArrayList<>();
        recorded.forEach((name, entry) -> {
            Path file = found.get(name);
            if (file == null) {
                faults.add(MISSING.at(folder.resolve(name)).expected("a file of " + entry.length() + " bytes"));
            } else {
                compare(file, entry, faults);
            }
        });
        found.forEach((name, file) -> {
            if (!recorded.containsKey(name)) {
                faults.add(EXTRA.at(file)
                        .expected("only what the manifest records")
                        .advise("move it elsewhere"));
            }
        });
        if (!faults.isEmpty()) {
            throw new CoterieException(Kind.ARTIFACT, faults, null);
        }
    }

    private static void compare(Path file, Manifest.Entry recorded, List<Fault> faults) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                faults.add(LINK.at(file).advise("put the file itself in its place"));
                return;
            }
            // a wrong length is told apart without reading what may be a large file
            long length = Files.size(file);
            if (length != recorded.length()) {
                faults.add(DAMAGED.at(file).got(length + " bytes").expected(recorded.length() + " bytes"));
                return;
            }
            String sha256 = Manifest.entry(file).sha256();
            if (!sha256.equals(recorded.sha256())) {
                faults.add(DAMAGED.at(file).got("SHA-256 " + sha256).expected("SHA-256 " + recorded.sha256()));
            }
        } catch (IOException e) {
            faults.addAll(IoFaults.cannotRead(file, e).faults());
        }
    }
}
