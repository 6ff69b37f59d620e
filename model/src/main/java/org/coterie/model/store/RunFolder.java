package org.coterie.model.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;

/**
 * The folder of one run, held by this process until closed. Everything in it is written whole or not at all, the logs
 * apart, which grow.
 */
public final class RunFolder implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?");

    /** Device names of Windows, with any ending; a run folder should survive being copied there. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])([.].*)?");

    private final Path path;
    private final FolderLock lock;

    private RunFolder(Path path, FolderLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a folder for a new run and locks it: {@code NAME} below {@code runs}, or the first of {@code NAME-2},
     * {@code NAME-3}, … that holds nothing yet.
     *
     * @param name letters, digits, dots, hyphens and underscores, at most 100; {@code CONFIG} fault otherwise
     */
    public static RunFolder create(Path runs, String name) {
        if (!NAME.matcher(name).matches() || DEVICE.matcher(name).matches()) {
            throw Fault.of("a run cannot have this name")
                    .got(name.length() > 120 ? name.substring(0, 120) + "..." : name)
                    .expected("1 to 100 letters, digits, '.', '-' and '_', beginning with a letter or digit")
                    .as(Kind.CONFIG);
        }
        try {
            Files.createDirectories(runs);
            for (int i = 1; ; i++) {
                Optional<RunFolder> folder = claim(runs.resolve(i == 1 ? name : name + "-" + i));
                if (folder.isPresent()) {
                    return folder.get();
                }
            }
        } catch (IOException e) {
            throw IoFaults.cannotWrite(runs.resolve(name), e);
        }
    }

    /**
     * Opens the folder of an earlier run and clears what a killed process left half-written.
     * {@code ARTIFACT} fault where there is none, {@code BUSY} fault naming the owner where another process has it.
     */
    public static RunFolder resume(Path folder) {
        if (!Files.isRegularFile(folder.resolve("resolved.conf"))) {
            throw Fault.of("there is no run to resume")
                    .at(folder.toString())
                    .expected("a run's folder, with its resolved.conf")
                    .as(Kind.ARTIFACT);
        }
        RunFolder run = new RunFolder(folder, FolderLock.acquire(folder));
        boolean done = false;
        try {
            AtomicFiles.settle(folder);
            if (Files.isDirectory(run.checkpoints())) {
                AtomicFiles.settle(run.checkpoints());
            }
            done = true;
            return run;
        } finally {
            if (!done) {
                run.close();
            }
        }
    }

    private static Optional<RunFolder> claim(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!isFresh(folder)) {
                return Optional.empty();
            }
        }
        FolderLock lock;
        try {
            lock = FolderLock.acquire(folder);
        } catch (CoterieException e) {
            if (e.getCause() != null) {
                throw e;
            }
            return Optional.empty(); // another process was quicker
        }
        if (isFresh(folder)) {
            return Optional.of(new RunFolder(folder, lock));
        }
        lock.close();
        return Optional.empty();
    }

    private static boolean isFresh(Path folder) throws IOException {
        return Files.isDirectory(folder)
                && List.of(folder.resolve(FolderLock.FILE)).containsAll(AtomicFiles.children(folder));
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** Who held the folder last and died without giving it back, as {@code pid 123 on host}. */
    public Optional<String> takenOverFrom() {
        return lock.stale();
    }

    /** The settings in full. */
    public Path resolvedConf() {
        return path.resolve("resolved.conf");
    }

    /** Versions, seeds, threads, and the SHA-256 of the data. */
    public Path provenance() {
        return path.resolve("provenance.json");
    }

    /** The scores. */
    public Path metrics() {
        return path.resolve("metrics.json");
    }

    /** The cluster of every row. */
    public Path assignments() {
        return path.resolve("assignments.csv");
    }

    /** The mean row of every cluster. */
    public Path centroids() {
        return path.resolve("centroids.csv");
    }

    /** The cluster of every row by k-means. */
    public Path baseline() {
        return path.resolve("baseline.csv");
    }

    /** The features that tell clusters apart. */
    public Path markers() {
        return path.resolve("markers.csv");
    }

    /** The features each row was placed by, of methods with gates. */
    public Path explanations() {
        return path.resolve("explanations.csv");
    }

    /** The features each cluster is told by, of methods with gates. */
    public Path clusterFeatures() {
        return path.resolve("cluster_features.csv");
    }

    /** The categories that clusters hold more or fewer rows of than chance would give them. */
    public Path enrichment() {
        return path.resolve("enrichment.csv");
    }

    /** The events, one JSON object a line. */
    public Path log() {
        return path.resolve("log.jsonl");
    }

    /** The folder of TensorBoard's event files. */
    public Path events() {
        return path.resolve("events");
    }

    /** The folder of checkpoints. */
    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** The folder of the fitted model. */
    public Path model() {
        return path.resolve("model");
    }

    /** The page for people. */
    public Path report() {
        return path.resolve("report.html");
    }

    /** The folder of the report's figures. */
    public Path figures() {
        return path.resolve("figures");
    }

    /** Which features brought rows into their clusters; made when asked for. */
    public Path attributions() {
        return path.resolve("attributions.csv");
    }

    /** Gives the folder back; again has no effect. */
    @Override
    public void close() {
        lock.close();
    }
}
