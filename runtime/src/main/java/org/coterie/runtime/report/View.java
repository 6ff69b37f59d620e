package org.coterie.runtime.report;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.coterie.api.Features;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Card;

/** The evidence with what several parts need of it; each computed once, when first asked for. Not for several threads. */
final class View {
    /** Rows in a heatmap. */
    static final int ROWS = 200;

    /** Columns in a heatmap. */
    static final int COLUMNS = 60;

    private static final int MOST_CLASSES = 200;

    private final Evidence evidence;
    private final Supplier<Grouping> clusters = Suppliers.memoize(this::readClusters);
    private final Supplier<List<Grouping>> classes = Suppliers.memoize(this::readClasses);
    private final Supplier<Optional<Spread>> spread = Suppliers.memoize(this::computeSpread);
    private final Supplier<int[]> points = Suppliers.memoize(this::choosePoints);
    private final Supplier<int[]> some = Suppliers.memoize(this::chooseSome);
    private final Map<String, Table> asked = new HashMap<>();

    View(Evidence evidence) {
        this.evidence = evidence;
    }

    Evidence evidence() {
        return evidence;
    }

    Facts facts() {
        return evidence.facts();
    }

    long seed() {
        return facts().seed();
    }

    /** Number of clusters offered. */
    int k() {
        return clusters.get().names().size();
    }

    /** Rows in the data. */
    int rows() {
        return evidence.assigned().rows();
    }

    /** The clusters, named by their numbers. */
    Grouping clusters() {
        return clusters.get();
    }

    private Grouping readClusters() {
        int[] of = evidence.assigned().clusters();
        int k = Math.max(facts().clusters(), IntStream.of(of).max().orElse(-1) + 1);
        return new Grouping(
                "cluster", IntStream.range(0, k).mapToObj(Integer::toString).toList(), of);
    }

    /** The known classes first, then what else sorts the rows into a few groups; in the colours of their clusters. */
    List<Grouping> classes() {
        return classes.get();
    }

    private List<Grouping> readClasses() {
        List<Grouping> groupings = new ArrayList<>();
        evidence.material().map(Material::data).ifPresent(data -> {
            data.labels().ifPresent(labels -> groupings.add(grouping(labels)));
            for (Annotation annotation : data.annotations()) {
                if (annotation instanceof Labels labels && labels.classes().size() <= MOST_CLASSES) {
                    groupings.add(grouping(labels));
                }
            }
        });
        return groupings;
    }

    /** Whether the first of {@link #classes} is what clusters are scored against. */
    boolean labelled() {
        return evidence.material().flatMap(m -> m.data().labels()).isPresent();
    }

    private Grouping grouping(Labels labels) {
        return new Grouping(labels.name().isBlank() ? "class" : labels.name(), labels.classes(), labels.of())
                .matched(clusters());
    }

    /**
     * The columns figures are about: as the method saw them where they are columns of the user's data, scaled or chosen; else
     * the user's own, as after a projection.
     */
    Optional<Dataset> shown() {
        return evidence.material().map(material -> {
            Set<String> own = new HashSet<>(material.data().features().names());
            boolean same = own.containsAll(material.prepared().features().names());
            return same ? material.prepared() : material.data();
        });
    }

    /** How the columns of {@link #shown} vary between clusters. */
    Optional<Spread> spread() {
        return spread.get();
    }

    private Optional<Spread> computeSpread() {
        return shown().filter(data -> (long) k() * data.x().columns() <= 4_000_000)
                .map(data -> Spread.of(data.x(), clusters().of(), k()));
    }

    /** Rows drawn as points, ascending. */
    int[] points() {
        return points.get();
    }

    private int[] choosePoints() {
        return Sampling.of(
                IntStream.range(0, rows()).toArray(),
                clusters().of(),
                evidence.options().points(),
                seed());
    }

    /** Rows in heatmaps, some of the points. */
    int[] some() {
        return some.get();
    }

    private int[] chooseSome() {
        return Sampling.of(points(), clusters().of(), ROWS, seed());
    }

    /** The readouts the model has; none where there is no model. */
    List<Card.Answer> answers() {
        return evidence.material()
                .flatMap(Material::model)
                .map(Material.Answers::known)
                .orElse(List.of());
    }

    /** A readout of a kind: {@code rows}, {@code fixed}, {@code drawn}. */
    Optional<Card.Answer> answer(String name, String kind) {
        return answers().stream()
                .filter(answer -> answer.name().equals(name) && answer.kind().equals(kind))
                .findFirst();
    }

    /** A readout of {@link #points}, in their order. */
    Optional<Table> asked(String readout) {
        if (answer(readout, "rows").isEmpty()) {
            return Optional.empty();
        }
        return evidence.material()
                .flatMap(material -> material.model()
                        .map(model -> asked.computeIfAbsent(
                                readout,
                                name -> model.rows(name, material.data().select(points())))));
    }

    /** The name of a row: the data's own where they are at hand. */
    String name(int row) {
        return evidence.material()
                .map(material -> material.data().rowName(row))
                .orElseGet(() -> evidence.assigned().names().get(row));
    }

    /** Whether rows are pictures. */
    Optional<Pixels> pixels() {
        return shown().map(Dataset::features)
                .flatMap(features -> Pixels.of(features)
                        // methods see rows of one axis; what these were is known of the user's own
                        .or(() -> evidence.material()
                                .map(material -> material.data().features())
                                .filter(own -> own.names().equals(features.names()))
                                .flatMap(Pixels::of))
                        .or(() -> Pixels.of(evidence.options().image(), features.width())));
    }

    /** Whether a readout gives rows of the columns {@link #shown}. */
    boolean likeData(Card.Answer answer) {
        return shown().map(Dataset::features).map(Features::names).equals(Optional.of(answer.columns()));
    }

    /** Where rows stand among {@link #points}. */
    int[] placesOf(int[] rows) {
        int[] places = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            places[i] = java.util.Arrays.binarySearch(points(), rows[i]);
        }
        return places;
    }
}
