package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Numbers;
import org.coterie.runtime.config.ReportOptions;

/** The rows in two dimensions, coloured by cluster, by what is known of them, by confidence, and by the columns that matter most. */
final class MapPart implements Part {
    private static final int FEATURES = 4;
    private static final int MOST_NAMES = 30;
    private static final int MOST_KEYS = 60;

    @Override
    public List<Block> of(View view) {
        if (view.evidence().options().map() == ReportOptions.Layout.NONE) {
            return List.of();
        }
        List<MapView.Layout> layouts = Layouts.of(view);
        if (layouts.isEmpty()) {
            return List.of();
        }
        int[] order = order(view);
        int[] rows = IntStream.of(order).map(place -> view.points()[place]).toArray();
        List<MapView.Layout> shuffled = layouts.stream()
                .map(layout -> new MapView.Layout(
                        layout.name(), layout.caption(), pick(layout.x(), order), pick(layout.y(), order)))
                .toList();
        List<String> names = IntStream.of(rows).mapToObj(view::name).toList();
        String caption = rows.length == view.rows()
                ? "Every row is a point."
                : Num.count(rows.length) + " of " + Num.count(view.rows(), "row") + ", from each cluster its share.";
        return List.of(MapView.of(shuffled, colours(view, rows), names, caption));
    }

    /** The places of the points in an order that means nothing. */
    private static int[] order(View view) {
        return Sampling.shuffled(IntStream.range(0, view.points().length).toArray(), view.seed());
    }

    private static List<MapView.Colour> colours(View view, int[] rows) {
        List<MapView.Colour> colours = new ArrayList<>();
        colours.add(grouped(view.clusters(), rows));
        List<Grouping> classes = view.classes();
        if (view.labelled()) {
            colours.add(grouped(classes.get(0), rows));
        }
        double[] confidence = view.evidence().assigned().confidence();
        colours.add(stepped(
                "confidence",
                Arrays.stream(rows).mapToDouble(i -> confidence[i]).toArray()));
        classes.subList(view.labelled() ? 1 : 0, classes.size()).forEach(group -> colours.add(grouped(group, rows)));
        view.evidence().material().ifPresent(material -> {
            for (Annotation annotation : material.data().annotations()) {
                if (annotation instanceof Numbers numbers) {
                    float[] of = numbers.of();
                    colours.add(stepped(
                            numbers.name(),
                            Arrays.stream(rows).mapToDouble(i -> of[i]).toArray()));
                }
            }
        });
        if (view.spread().isPresent() && view.shown().isPresent()) {
            Dataset data = view.shown().get();
            int[] ranked = view.spread().get().ranked();
            for (int i = 0; i < Math.min(FEATURES, ranked.length); i++) {
                int j = ranked[i];
                colours.add(stepped(
                        data.features().names().get(j),
                        Arrays.stream(rows)
                                .mapToDouble(row -> data.x().at(row, j))
                                .toArray()));
            }
        }
        return colours.size() <= MapView.MOST ? colours : colours.subList(0, MapView.MOST);
    }

    private static MapView.Colour grouped(Grouping grouping, int[] rows) {
        int k = grouping.names().size();
        List<String> keys = k <= MOST_KEYS ? grouping.names() : grouping.names().subList(0, MOST_KEYS);
        return new MapView.Colour(
                grouping.name(),
                true,
                grouping.of(rows),
                grouping.hues(),
                keys,
                k <= MOST_NAMES ? grouping.names() : List.of());
    }

    /** Equal steps between the values that leave one in fifty out at either end. */
    private static MapView.Colour stepped(String name, double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        double low = sorted.length == 0 ? 0 : sorted[sorted.length / 50];
        double high = sorted.length == 0 ? 1 : sorted[sorted.length - 1 - sorted.length / 50];
        double step = high > low ? (high - low) / Palette.STEPS : 1;
        int[] colour = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            colour[i] = Double.isFinite(values[i])
                    ? (int) Math.max(0, Math.min(Palette.STEPS - 1, Math.floor((values[i] - low) / step)))
                    : -1;
        }
        List<String> keys = new ArrayList<>();
        keys.add("up to " + Num.tick(low + step));
        for (int s = 1; s < Palette.STEPS - 1; s++) {
            keys.add(Num.tick(low + s * step) + " to " + Num.tick(low + (s + 1) * step));
        }
        keys.add("above " + Num.tick(low + (Palette.STEPS - 1) * step));
        return new MapView.Colour(name, false, colour, new int[0], keys, List.of());
    }

    private static double[] pick(double[] values, int[] order) {
        return IntStream.of(order).mapToDouble(i -> values[i]).toArray();
    }
}
