package org.coterie.datasets.tenx;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Source;
import org.coterie.api.data.Table;
import org.coterie.datasets.files.Fingerprint;
import org.coterie.datasets.files.Names;
import org.coterie.datasets.files.PartByPart;
import org.coterie.datasets.files.Texts;
import org.coterie.datasets.tenx.TenxSettings.Turn;

/** A MatrixMarket file, with the names of genes and cells from the files Cell Ranger puts beside it, if they are there. */
final class MtxFolder {
    private static final String MATRIX = "matrix.mtx";

    private final List<Source> sources = new ArrayList<>();
    private final PartByPart reading;

    private MtxFolder(PartByPart reading) {
        this.reading = reading;
    }

    static Optional<Path> matrixIn(Path folder) {
        return first(folder, MATRIX);
    }

    /** The first of these files that is there, packed or not. */
    private static Optional<Path> first(Path folder, String... names) {
        for (String name : names) {
            for (String packed : new String[] {"", ".gz"}) {
                Path file = folder.resolve(name + packed);
                if (Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    static Dataset read(TenxSettings settings, Path matrix, PartByPart reading) throws IOException {
        return new MtxFolder(reading).read(settings, matrix);
    }

    private Dataset read(TenxSettings settings, Path matrix) throws IOException {
        String name = String.valueOf(matrix.getFileName());
        Path folder = matrix.toAbsolutePath().getParent();
        // names beside a matrix of another name belong to another matrix
        boolean tenx = folder != null && (name.equals(MATRIX) || name.equals(MATRIX + ".gz"));
        Optional<Path> genes = tenx ? first(folder, "features.tsv", "genes.tsv") : Optional.empty();
        Optional<Path> cells = tenx ? first(folder, "barcodes.tsv") : Optional.empty();
        boolean turned = settings.transpose() == Turn.AUTO
                ? genes.isPresent() || cells.isPresent()
                : settings.transpose() == Turn.YES;
        List<String> ids = new ArrayList<>();
        List<String> symbols = new ArrayList<>();
        List<String> barcodes = new ArrayList<>();
        if (genes.isPresent()) {
            names(genes.get(), ids, symbols);
        }
        if (cells.isPresent()) {
            names(cells.get(), barcodes, new ArrayList<>());
        }
        reading.now("");
        Table x = table(matrix, name, turned, (rows, columns, entries) -> {
            must(genes, ids.size(), turned ? rows : columns, turned ? "rows" : "columns", entries);
            must(cells, barcodes.size(), turned ? columns : rows, turned ? "columns" : "rows", entries);
        });
        return new Dataset(
                tenx && folder.getFileName() != null ? folder.getFileName().toString() : Names.plain(name, "mtx"),
                x,
                genes.isPresent()
                        ? Features.of(Names.unique(settings.names().of(ids, symbols)))
                        : Features.of(x.columns()),
                barcodes,
                Optional.empty(),
                List.of(),
                sources);
    }

    private Table table(Path matrix, String name, boolean turned, Mtx.Sizes sizes) throws IOException {
        try (Fingerprint stored = new Fingerprint(Files.newInputStream(matrix))) {
            BufferedReader text = Texts.open(stored);
            Table x = Mtx.read(name, text, turned, sizes);
            sources.add(stored.source(name));
            return x;
        }
    }

    /** As many names as lines; without names, no more lines than the entries make plausible. */
    private void must(Optional<Path> names, int named, int lines, String which, int entries) {
        if (names.isEmpty()) {
            if (lines > 100_000 + 1000L * entries) {
                throw reading.damaged(lines + " " + which + " with " + entries + " entries")
                        .as(CoterieException.Kind.DATA);
            }
        } else if (named != lines) {
            String file = String.valueOf(names.get().getFileName());
            throw Fault.of("the matrix and its names differ in size")
                    .at(reading.place())
                    .got(lines + " " + which + ", and " + named + " lines in " + file)
                    .advise("the files are not of one folder, or the matrix is not genes × cells: see data.transpose")
                    .as(CoterieException.Kind.DATA);
        }
    }

    /** The first column of a file without a header, and the second, or the first again where there is one only. */
    private void names(Path file, List<String> firsts, List<String> seconds) throws IOException {
        String name = String.valueOf(file.getFileName());
        reading.now(name);
        try (Fingerprint stored = new Fingerprint(Files.newInputStream(file))) {
            BufferedReader text = Texts.open(stored);
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                if (!line.isEmpty()) {
                    String[] columns = line.split("\t", 3);
                    firsts.add(columns[0]);
                    seconds.add(columns.length > 1 ? columns[1] : columns[0]);
                }
            }
            sources.add(stored.source(name));
        }
    }
}
