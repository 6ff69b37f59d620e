package org.coterie.runtime.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coterie.model.store.AtomicFiles;
import org.coterie.model.store.Csv;
import org.coterie.model.store.IoFaults;
import org.coterie.model.store.Json;

/** A choice of k for other programs. */
public final class ChoiceFiles {
    private ChoiceFiles() {}

    /** Writes {@code choose-k.csv} and {@code choose-k.json} into a folder, which is made if need be. */
    public static void write(ChooseK found, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw IoFaults.cannotWrite(folder, e);
        }
        AtomicFiles.write(folder.resolve("choose-k.csv"), out -> {
            Csv csv = new Csv(
                    out, List.of("k", "masked-mse", "standard-error", "open-mse", "stability", "used", "chosen"));
            for (ChooseK.Point p : found.points()) {
                csv.row(List.of(
                        p.k(),
                        p.error(),
                        p.standardError(),
                        p.open(),
                        p.stability(),
                        p.used(),
                        p.k() == found.choice().size()));
            }
        });
        AtomicFiles.write(folder.resolve("choose-k.json"), json(found).getBytes(StandardCharsets.UTF_8));
    }

    /** The same as JSON. */
    public static String json(ChooseK found) {
        return new String(Json.pretty(found.json()), StandardCharsets.UTF_8);
    }
}
