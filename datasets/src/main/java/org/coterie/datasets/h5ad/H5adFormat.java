package org.coterie.datasets.h5ad;

import java.nio.file.Path;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.datasets.files.Missing;
import org.coterie.datasets.files.Origin;
import org.coterie.datasets.hdf5.Kind;

/** AnnData files, {@code format = h5ad}, in the current layout and in the one before AnnData 0.7. */
public final class H5adFormat implements DataFormat {

    private static final int MOST_CLASSES = 50;

    /** For ServiceLoader. */
    public H5adFormat() {}

    @Override
    public String id() {
        return "h5ad";
    }

    @Override
    public boolean recognises(Path file) {
        return Kind.of(file) == Kind.H5AD;
    }

    /** Columns of obs that look like classes. */
    @Override
    public List<Suggestion> suggest(Path file) {
        H5adSettings all =
                new H5adSettings(file.toString(), "X", H5adSettings.NONE, List.of(H5adSettings.ALL), Missing.KEEP);
        try {
            List<String> looking = new H5adFile(all, file, String.valueOf(file.getFileName()), false)
                    .read().annotations().stream()
                            .filter(known -> known instanceof Labels labels
                                    && labels.classes().size() > 1
                                    && labels.classes().size() <= MOST_CLASSES)
                            .map(Annotation::name)
                            .toList();
            return looking.isEmpty()
                    ? List.of()
                    : List.of(new Suggestion(
                            "label",
                            "\"" + looking.get(0) + "\"",
                            "looks like classes"
                                    + (looking.size() == 1
                                            ? ""
                                            : "; so do " + String.join(", ", looking.subList(1, looking.size()))),
                            false));
        } catch (CoterieException unreadable) {
            return List.of(); // opening the file tells what is wrong with it
        }
    }

    @Override
    public Opener settings(Settings in, Path folder) {
        H5adSettings settings = H5adSettings.read(in);
        return new Opener() {
            @Override
            public Dataset open() {
                Path file = folder.resolve(settings.file());
                return new H5adFile(settings, file, Origin.file(file).name(), false).read();
            }

            @Override
            public Dataset open(Path file, Features features) {
                return new H5adFile(settings, file, Origin.file(file).name(), true).read(features);
            }
        };
    }
}
