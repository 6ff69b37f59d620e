package org.coterie.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.coterie.api.data.Table;
import org.coterie.model.store.Checkpoint;
import org.coterie.model.store.Checkpoints;
import org.coterie.model.store.NdArray;
import org.coterie.model.store.Npz;
import org.coterie.runtime.Fitted;

/**
 * What a build of the past left of a method: {@code model/}, where it is fitted in more than one piece {@code checkpoints/} with the
 * one in the middle, {@code settings.txt}, and {@code answers.npz} with the rows and what the model said of them. Zipped.
 */
final class Archive {
    static final Path FOLDER = Path.of("src/test/resources/org/coterie/testkit/archives");
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private Archive() {}

    /** Writes the archive of a method. */
    static void record(Ours ours, Path work) throws IOException {
        Subject subject = ours.archived();
        try (Trial trial = new Trial(subject)) {
            Fitted model = trial.fitted();
            model.save(work.resolve("model"));
            List<Checkpoint> taken = new ArrayList<>();
            Kept.trained(trial, Optional.empty(), taken);
            if (!taken.isEmpty()) {
                Checkpoint middle = taken.get(taken.size() / 2);
                new Checkpoints(work.resolve("checkpoints"), 1).write(middle.step(), middle.state(), middle.progress());
            }
            SortedMap<String, NdArray> answers = new TreeMap<>();
            answers.put("rows", array(trial.rows()));
            answers.put("memberships", array(model.memberships(trial.rows())));
            int[] clusters = model.assign(trial.rows());
            answers.put("clusters", NdArray.of(clusters, clusters.length));
            try (OutputStream out = Files.newOutputStream(work.resolve("answers.npz"))) {
                Npz.write(out, answers);
            }
            Files.write(work.resolve("settings.txt"), subject.settings());
        }
        Files.createDirectories(FOLDER);
        zip(work, FOLDER.resolve(ours.id() + ".zip"));
    }

    private static NdArray array(Table table) {
        return NdArray.of(table.toArray(), table.rows(), table.columns());
    }

    static Table table(NdArray array) {
        return Table.of((int) array.shape()[0], (int) array.shape()[1], array.floats());
    }

    /** Whether a method was there when archives were written. */
    static boolean exists(Ours ours) {
        return Files.exists(FOLDER.resolve(ours.id() + ".zip"));
    }

    /** Unpacks one; what it says of its rows. */
    static Map<String, NdArray> open(String id, Path folder) throws IOException {
        // the source and not the class path, which has no archives yet when they are recorded
        try (InputStream in = Files.newInputStream(FOLDER.resolve(id + ".zip"))) {
            ZipInputStream zip = new ZipInputStream(in);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
        return Npz.read(folder.resolve("answers.npz"));
    }

    private static void zip(Path folder, Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
                Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry = new ZipEntry(folder.relativize(each).toString().replace('\\', '/'));
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                Files.copy(each, zip);
                zip.closeEntry();
            }
        }
    }
}
