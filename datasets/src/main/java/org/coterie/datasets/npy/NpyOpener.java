package org.coterie.datasets.npy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Source;
import org.coterie.api.data.Table;
import org.coterie.datasets.files.Classes;
import org.coterie.datasets.files.FirstRows;
import org.coterie.datasets.files.Origin;
import org.coterie.datasets.files.Reading;
import org.coterie.datasets.files.Stored;

/**
 * Opens an array of rows, and one of labels.
 *
 * @param array the name of a member of an archive, or {@code auto}
 * @param labels the name of a member, a path, or {@code none}
 * @param first how many rows to keep; 0: all
 */
record NpyOpener(String file, String array, String labels, int first, Path folder) implements DataFormat.Opener {
    private static final String NONE = "none";
    private static final String AUTO = "auto";

    /** Arrays of so many bytes are left on the disk; smaller ones are read, so that their file is free. */
    private static final long MAPPED = 1 << 24;

    @Override
    public Dataset open() {
        return FirstRows.of(open(folder.resolve(file), Optional.empty()), first);
    }

    @Override
    public Dataset open(Path path, Features features) {
        return open(path, Optional.of(features));
    }

    private Dataset open(Path path, Optional<Features> model) {
        Origin origin = Origin.file(path);
        return Reading.of(origin.name(), () -> {
            if (Npz.begins(Stored.head(path, Npz.MAGIC))) {
                try (Npz members = Npz.open(origin.name(), path)) {
                    return members(origin, path, members, model);
                }
            }
            try (Stored stored = Stored.open(origin, path)) {
                NpyArray x = new NpyArray(origin.name(), NpyHead.read(origin.name(), stored.in()));
                Table table = table(x, path, stored);
                Source source = stored.source();
                Optional<Labelled> labelled = model.isPresent() || labels.equals(NONE)
                        ? Optional.empty()
                        : Optional.of(labels(folder.resolve(labels), table.rows()));
                return dataset(origin, x, table, model, labelled, source);
            }
        });
    }

    private Dataset members(Origin origin, Path path, Npz members, Optional<Features> model) throws IOException {
        String name = members.names().contains(array) || (!array.equals(AUTO) && model.isEmpty())
                ? array
                : members.onlyTable();
        NpyArray x = members.array(name);
        Table table = members.read(name, NpyArray::read);
        Optional<Labelled> labelled = Optional.empty();
        if (members.names().contains(labels)) {
            String[] texts = members.read(labels, (y, in) -> y.texts(in, table.rows()));
            labelled = Optional.of(new Labelled(labels, texts, Optional.empty()));
        } else if (!labels.equals(NONE) && model.isEmpty()) {
            if (!labels.endsWith(".npy")) {
                throw members.unknown("data.labels", labels);
            }
            labelled = Optional.of(labels(folder.resolve(labels), table.rows()));
        }
        try (Stored stored = Stored.open(origin, path)) {
            return dataset(origin, x, table, model, labelled, stored.source());
        }
    }

    private static Table table(NpyArray x, Path path, Stored stored) throws IOException {
        boolean exact = !stored.packed();
        x.mustFill(stored.most() - x.head().bytes(), exact);
        if (exact && x.canBeMapped() && x.head().payload() >= MAPPED) {
            return x.map(path);
        }
        Table table = x.read(stored.in());
        if (!stored.atEnd()) {
            throw Reading.damaged(x.place())
                    .got("more bytes than " + x.head().sizes() + " elements")
                    .as(CoterieException.Kind.DATA);
        }
        return table;
    }

    private record Labelled(String name, String[] texts, Optional<Source> source) {
        Optional<Labels> labels() {
            Classes classes = new Classes();
            for (String text : texts) {
                if (text.isEmpty()) {
                    classes.addUnknown();
                } else {
                    classes.add(text);
                }
            }
            return classes.labels(name);
        }
    }

    private static Labelled labels(Path path, int rows) {
        Origin origin = Origin.file(path);
        return Reading.of(origin.name(), () -> {
            try (Stored stored = Stored.open(origin, path)) {
                NpyArray y = new NpyArray(origin.name(), NpyHead.read(origin.name(), stored.in()));
                y.mustFill(stored.most() - y.head().bytes(), !stored.packed());
                String[] texts = y.texts(stored.in(), rows);
                return new Labelled(origin.name(), texts, Optional.of(stored.source()));
            }
        });
    }

    private static Dataset dataset(
            Origin origin,
            NpyArray x,
            Table table,
            Optional<Features> model,
            Optional<Labelled> labelled,
            Source source) {
        Features features = model.map(wanted -> Reading.byCount(x.place(), table.columns(), wanted))
                .orElseGet(x::features);
        return new Dataset(
                origin.shortName(),
                table,
                features,
                List.of(),
                labelled.flatMap(Labelled::labels),
                List.of(),
                labelled.flatMap(Labelled::source)
                        .map(second -> List.of(source, second))
                        .orElse(List.of(source)));
    }
}
