package org.coterie.runtime.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Numbers;
import org.coterie.model.store.AtomicFiles;
import org.coterie.model.store.Csv;
import org.coterie.model.store.NpyFile;

/** A data set as NumPy reads it: the values, and beside them what else is known of the rows. */
public final class Conversion {

    private Conversion() {}

    /**
     * Writes {@code OUT.npy}, float32, and {@code OUT.labels.csv} where rows have names, classes or annotations.
     *
     * @return the second file, if there is one
     */
    public static Optional<Path> write(Dataset data, Path out) {
        NpyFile.write(
                out, data.x().rows(), data.x().columns(), (i, row) -> data.x().copyRow(i, row, 0));
        List<Annotation> known = new ArrayList<>();
        data.labels().ifPresent(known::add);
        known.addAll(data.annotations());
        Path beside = out.resolveSibling(out.getFileName().toString().replaceFirst("\\.npy$", "") + ".labels.csv");
        if (known.isEmpty() && data.rowNames().isEmpty()) {
            return Optional.empty();
        }
        AtomicFiles.write(beside, stream -> {
            List<String> header = new ArrayList<>(List.of("row"));
            known.forEach(annotation -> header.add(annotation.name()));
            Csv csv = new Csv(stream, header);
            List<IntFunction<Object>> columns =
                    known.stream().map(Conversion::cells).toList();
            for (int i = 0; i < data.x().rows(); i++) {
                List<Object> cells = new ArrayList<>(List.of(data.rowName(i)));
                for (IntFunction<Object> column : columns) {
                    cells.add(column.apply(i));
                }
                csv.row(cells);
            }
        });
        return Optional.of(beside);
    }

    /** The cells of a column; empty where nothing is known. */
    private static IntFunction<Object> cells(Annotation annotation) {
        if (annotation instanceof Labels labels) {
            int[] of = labels.of();
            return i -> of[i] < 0 ? "" : labels.classes().get(of[i]);
        }
        float[] of = ((Numbers) annotation).of();
        return i -> Float.isNaN(of[i]) ? "" : of[i];
    }
}
