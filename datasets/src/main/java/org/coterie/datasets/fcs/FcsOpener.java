package org.coterie.datasets.fcs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Numbers;
import org.coterie.api.data.Source;
import org.coterie.api.data.Table;
import org.coterie.datasets.files.Classes;
import org.coterie.datasets.files.Fingerprint;
import org.coterie.datasets.files.FirstRows;
import org.coterie.datasets.files.Origin;
import org.coterie.datasets.files.PickedColumns;
import org.coterie.datasets.files.Reading;

/** Opens the configured file, and other files as if they were configured. */
record FcsOpener(FcsSettings settings, Path folder) implements DataFormat.Opener {

    @Override
    public Dataset open() {
        Path path = folder.resolve(settings.file());
        String file = String.valueOf(path.getFileName());
        return FirstRows.of(
                open(path, channels -> Roles.forTraining(file, channels, settings), Optional.empty()),
                settings.first());
    }

    @Override
    public Dataset open(Path path, Features features) {
        String file = String.valueOf(path.getFileName());
        return open(
                path,
                channels -> Roles.forPrediction(file, channels, settings, features.names()),
                Optional.of(features));
    }

    private Dataset open(Path path, Function<List<Channel>, Roles> choose, Optional<Features> model) {
        Origin origin = Origin.file(path);
        return Reading.of(origin.name(), () -> {
            try (FileChannel channel = FileChannel.open(path)) {
                Bytes bytes = new Bytes(origin.name(), channel, channel.size());
                Layout layout = layout(bytes);
                Roles roles = choose.apply(layout.channels());
                return dataset(path, bytes, layout, roles, model, source(origin));
            }
        });
    }

    /** Goes from data set to data set to the one wanted. */
    private Layout layout(Bytes bytes) throws IOException {
        long base = 0;
        for (int number = 1; ; number++) {
            Header header = Header.read(bytes, base);
            Keywords keywords = Keywords.read(bytes, header);
            long next = keywords.number("$NEXTDATA", 0);
            if (number == settings.dataSet() || (settings.dataSet() == 0 && next == 0)) {
                return Layout.of(bytes, header, keywords, settings.offsets());
            }
            if (settings.dataSet() == 0 || next == 0 || next > bytes.length() - base) {
                throw Fault.of(
                                next == 0
                                        ? "the file has fewer data sets"
                                        : "the file has several data sets, and one must be chosen")
                        .at(bytes.file())
                        .got("data.data-set = " + settings.dataSet() + ", $NEXTDATA is " + next + " in number "
                                + number)
                        .advise("data.data-set = 1 takes the first")
                        .as(CoterieException.Kind.DATA);
            }
            base += next;
        }
    }

    private static Source source(Origin origin) throws IOException {
        try (Fingerprint all = new Fingerprint(origin.bytes().open())) {
            return all.source(origin.name());
        }
    }

    private Dataset dataset(Path path, Bytes bytes, Layout layout, Roles roles, Optional<Features> model, Source source)
            throws IOException {
        int m = roles.features().length;
        int label = roles.label() < 0 ? 0 : 1;
        int[] columns = Arrays.copyOf(roles.features(), m + label + roles.annotations().length);
        if (label > 0) {
            columns[m] = roles.label();
        }
        System.arraycopy(roles.annotations(), 0, columns, m + label, roles.annotations().length);
        Table all = Events.read(path, bytes, layout, columns, settings.linearise());
        List<String> names = Roles.names(layout.channels());
        Annotation[] beside = new Annotation[roles.annotations().length];
        Arrays.setAll(beside, a -> new Numbers(names.get(roles.annotations()[a]), column(all, m + label + a)));
        int[] features = IntStream.range(0, m).toArray();
        return new Dataset(
                Origin.file(path).shortName(),
                PickedColumns.of(all, features),
                model.orElseGet(() -> Features.of(
                        Arrays.stream(roles.features()).mapToObj(names::get).toList())),
                List.of(),
                label == 0 ? Optional.empty() : labels(names.get(roles.label()), column(all, m)),
                List.of(beside),
                List.of(source));
    }

    private static float[] column(Table all, int j) {
        float[] values = new float[all.rows()];
        for (int i = 0; i < values.length; i++) {
            values[i] = all.at(i, j);
        }
        return values;
    }

    private static Optional<Labels> labels(String name, float[] values) {
        Classes classes = new Classes();
        for (float value : values) {
            if (Float.isNaN(value)) {
                classes.addUnknown();
            } else {
                classes.add(value == Math.rint(value) ? Long.toString((long) value) : Float.toString(value));
            }
        }
        return classes.labels(name);
    }
}
