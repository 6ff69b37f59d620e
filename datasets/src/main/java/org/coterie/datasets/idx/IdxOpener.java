package org.coterie.datasets.idx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Source;
import org.coterie.datasets.files.Classes;
import org.coterie.datasets.files.FirstRows;
import org.coterie.datasets.files.Images;
import org.coterie.datasets.files.Reading;

/**
 * Opens a file of rows and, beside it, one of labels.
 *
 * @param labels a path, {@code auto} or {@code none}
 * @param first how many rows to keep; 0: all
 */
record IdxOpener(String file, String labels, int first, Path folder) implements DataFormat.Opener {

    @Override
    public Dataset open() {
        Path path = folder.resolve(file);
        Optional<Path> beside = switch (labels) {
            case "none" -> Optional.empty();
            case "auto" -> partner(path);
            default -> Optional.of(folder.resolve(labels));
        };
        IdxFile values = IdxFile.read(path);
        return FirstRows.of(dataset(values, features(values.head()), beside), first);
    }

    /** All rows of the file; labels only where the names of the files say so. */
    @Override
    public Dataset open(Path path, Features features) {
        IdxFile values = IdxFile.read(path);
        String name = values.source().name();
        return dataset(
                values,
                Reading.byCount(name, values.head().width(), features),
                labels.equals("none") ? Optional.empty() : partner(path));
    }

    private static Dataset dataset(IdxFile values, Features features, Optional<Path> labelled) {
        List<Source> sources = new ArrayList<>(List.of(values.source()));
        Optional<Labels> known = labelled.flatMap(path -> {
            IdxFile file = IdxFile.read(path);
            sources.add(file.source());
            return classes(file, values.head().rows());
        });
        String name = values.source().name().replaceFirst("(?i)([-.]idx[0-9]+)?(-ubyte)?(\\.gz)?$", "");
        return new Dataset(name, values.values(), features, List.of(), known, List.of(), sources);
    }

    private static Optional<Labels> classes(IdxFile file, int rows) {
        String name = file.source().name();
        if (file.head().width() != 1 || file.head().rows() != rows) {
            throw Fault.of("the labels do not fit the rows")
                    .at(name)
                    .got(file.head().shape())
                    .expected("a label for each of " + rows + " rows")
                    .advise("data.labels names the file of labels; none leaves it out")
                    .as(CoterieException.Kind.DATA);
        }
        Classes classes = new Classes();
        for (int i = 0; i < rows; i++) {
            float label = file.values().at(i, 0);
            if (label != Math.rint(label)) {
                throw Fault.of("a label is not a whole number")
                        .at(name + ", row " + (i + 1))
                        .got(label)
                        .as(CoterieException.Kind.DATA);
            }
            classes.add(Long.toString((long) label));
        }
        return classes.labels(name);
    }

    private static Features features(IdxHead head) {
        int[] row = head.row();
        return switch (row.length) {
            case 2 -> Images.features(row[0], row[1], 1);
            case 3 -> Images.features(row[0], row[1], row[2]);
            default -> Features.of(head.width());
        };
    }

    /** By the naming of MNIST: {@code train-images-idx3-ubyte.gz} and {@code train-labels-idx1-ubyte.gz}. */
    static Optional<Path> partner(Path images) {
        String name = String.valueOf(images.getFileName());
        if (!name.contains("images")) {
            return Optional.empty();
        }
        String labels = name.replace("images", "labels").replaceFirst("idx[0-9]", "idx1");
        String plain = labels.replaceFirst("\\.gz$", "");
        return Stream.of(labels, plain, plain + ".gz")
                .map(images::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
