package org.coterie.datasets.h5ad;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coterie.algorithms.Quote;
import org.coterie.algorithms.Spelling;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Table;
import org.coterie.datasets.files.Fingerprint;
import org.coterie.datasets.files.Matrices;
import org.coterie.datasets.files.Names;
import org.coterie.datasets.files.PartByPart;
import org.coterie.datasets.files.Settled;
import org.coterie.datasets.hdf5.Hdf5;
import org.coterie.datasets.hdf5.Node;

/**
 * One reading of one file.
 *
 * @param lenient whether label and annotations may be absent, as in files of rows to predict
 */
record H5adFile(H5adSettings settings, Path path, String name, boolean lenient) {

    Dataset read() {
        PartByPart reading = new PartByPart(name);
        return reading.of(() -> open(reading, Optional.empty()));
    }

    Dataset read(Features wanted) {
        PartByPart reading = new PartByPart(name);
        return reading.of(() -> open(reading, Optional.of(wanted)));
    }

    private Dataset open(PartByPart reading, Optional<Features> wanted) throws IOException {
        try (Hdf5 file = Hdf5.open(path, reading)) {
            Node root = file.root();
            Frame obs = new Frame(root, root.need("obs"));
            Values matrix = Values.of(reading, root, settings.matrix(), obs.rows());
            List<String> names = Names.unique(matrix.names());
            Table x = matrix.x();
            Features features = Features.of(names);
            if (wanted.isPresent()) {
                x = Matrices.columns(x, Names.find(name, names, wanted.get().names()));
                features = wanted.get();
            }
            Dataset all = new Dataset(
                    Names.plain(name, "h5ad"),
                    x,
                    features,
                    obs.index(),
                    label(obs),
                    annotations(obs),
                    List.of(Fingerprint.of(path)));
            return Settled.of(all, name, settings.missing());
        }
    }

    private Optional<Labels> label(Frame obs) {
        return settings.label().equals(H5adSettings.NONE)
                ? Optional.empty()
                : there(obs, "label", List.of(settings.label())).stream()
                        .findFirst()
                        .flatMap(column -> obs.column(column).labels());
    }

    private List<Annotation> annotations(Frame obs) {
        List<String> wanted = settings.annotations();
        boolean all = wanted.equals(List.of(H5adSettings.ALL)) && !obs.columns().contains(H5adSettings.ALL);
        List<Annotation> found = new ArrayList<>();
        for (String column : all ? obs.columns() : there(obs, "annotations", wanted)) {
            obs.column(column).annotation().ifPresent(found::add);
        }
        return found;
    }

    /** Those of the columns that are there; all of them, unless this reading is lenient. */
    private Set<String> there(Frame obs, String key, List<String> wanted) {
        List<String> columns = obs.columns();
        Set<String> found = new LinkedHashSet<>();
        for (String column : wanted) {
            if (columns.contains(column)) {
                found.add(column);
            } else if (!lenient) {
                throw Fault.of("unknown column")
                        .at("data." + key)
                        .got(Quote.of(column))
                        .expected("a column of obs in " + name + ": " + Quote.list(columns))
                        .advise(Spelling.nearest(column, columns)
                                .map(near -> "did you mean " + Quote.of(near) + "?")
                                .orElse(""))
                        .as(CoterieException.Kind.DATA);
            }
        }
        return found;
    }
}
