package org.coterie.model.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;

/**
 * The checkpoints of a run: folders {@code step-00001234} with {@code state.npz}, {@code progress.json} and a manifest,
 * each written whole or not at all. The last few are kept, and the newest one that verifies is never deleted.
 */
public final class Checkpoints {
    private static final Manifest.Format FORMAT = new Manifest.Format("coterie-checkpoint", 1, 1);
    private static final Pattern NAME = Pattern.compile("step-([0-9]{8,18})");
    private static final String STATE = "state.npz";
    private static final String PROGRESS = "progress.json";

    private final Disk disk;
    private final Path folder;
    private final int keep;

    /**
     * The checkpoints in a folder, which is made when the first is written.
     *
     * @param keep how many to keep, at least 1
     */
    public Checkpoints(Path folder, int keep) {
        this(Disk.REAL, folder, keep);
    }

    Checkpoints(Disk disk, Path folder, int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("keep " + keep);
        }
        this.disk = disk;
        this.folder = folder;
        this.keep = keep;
    }

    /**
     * Writes a checkpoint, then deletes the oldest beyond those to keep.
     *
     * @return its folder; {@code BUSY} fault where it cannot be written, then the earlier ones are as they were
     */
    public Path write(long step, Map<String, NdArray> state, Map<String, Object> progress) {
        Path place = folder.resolve(String.format(Locale.ROOT, "step-%08d", step));
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw IoFaults.cannotWrite(folder, e);
        }
        AtomicFiles.folder(disk, place, temp -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temp.resolve(STATE)), 1 << 16)) {
                Npz.write(out, state);
            }
            Files.write(temp.resolve(PROGRESS), Json.pretty(progress));
            Manifest.write(disk, temp, FORMAT, Map.of("step", step));
        });
        prune();
        return place;
    }

    /** The newest checkpoint that verifies; what had to be passed over is in it. Empty where there are none at all. */
    public Optional<Checkpoint> latest() {
        List<CoterieException> failures = new ArrayList<>();
        for (Map.Entry<Long, Path> each : newestFirst().entrySet()) {
            try {
                return Optional.of(read(each.getKey(), each.getValue(), failures));
            } catch (CoterieException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw new CoterieException(
                    Kind.ARTIFACT,
                    failures.stream().flatMap(e -> e.faults().stream()).toList(),
                    failures.get(0));
        }
        return Optional.empty();
    }

    /** Deletes all but the newest that verifies, the {@code keep - 1} before it, and damaged ones after it. */
    private void prune() {
        int kept = 0;
        for (Map.Entry<Long, Path> each : newestFirst().entrySet()) {
            if (kept >= keep) {
                AtomicFiles.delete(disk, each.getValue());
            } else if (kept > 0 || verifies(each.getKey(), each.getValue())) {
                kept++;
            }
        }
    }

    private static boolean verifies(long step, Path path) {
        try {
            verify(step, path);
            return true;
        } catch (CoterieException e) {
            return false;
        }
    }

    private static void verify(long step, Path path) {
        Manifest manifest = Manifest.verify(path, FORMAT);
        Object recorded = manifest.meta().getOrDefault("step", Json.NULL);
        if (!recorded.equals(step)) {
            throw Damage.DAMAGED
                    .at(path)
                    .got("the checkpoint of step " + recorded)
                    .expected("of step " + step)
                    .advise("give the folder its name back")
                    .as(Kind.ARTIFACT);
        }
    }

    private static Checkpoint read(long step, Path path, List<CoterieException> failures) {
        verify(step, path);
        SortedMap<String, NdArray> state = Npz.read(path.resolve(STATE));
        Path progress = path.resolve(PROGRESS);
        try {
            Map<String, Object> json = Json.object(Files.readAllBytes(progress), progress.toString());
            List<String> passedOver =
                    failures.stream().map(CoterieException::getMessage).toList();
            return new Checkpoint(step, path, state, json, passedOver);
        } catch (IOException e) {
            throw IoFaults.cannotRead(progress, e);
        }
    }

    private SortedMap<Long, Path> newestFirst() {
        SortedMap<Long, Path> found = new TreeMap<>(Collections.reverseOrder());
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try {
            for (Path path : AtomicFiles.children(folder)) {
                Matcher name = NAME.matcher(path.getFileName().toString());
                if (name.matches()) {
                    found.put(Long.parseLong(name.group(1)), path);
                }
            }
        } catch (IOException e) {
            throw IoFaults.cannotRead(folder, e);
        }
        return found;
    }
}
