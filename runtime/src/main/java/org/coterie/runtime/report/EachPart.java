package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coterie.algorithms.Pca;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Card;

/**
 * Of models with several answers to one question: rows as each network of a model gives them back, beside the row (Cluster Specific
 * Representation Learning, Fig. 5 and 12), the line or plane each cluster has beside the one all rows together have (Fig. 1),
 * and what lies where in codes of two numbers (Fig. 3).
 */
final class EachPart implements Part {
    private static final int SHOWN = 10;
    private static final int LINES = 6;
    private static final int GRID = 7;
    private static final double REACH = 2;
    private static final double SIDE = 270;
    private static final double EDGE = 12;
    private static final double TOP = 24;

    @Override
    public List<Block> of(View view) {
        List<Figure> figures = new ArrayList<>();
        Optional<Dataset> seen = view.evidence().material().map(Material::prepared);
        if (view.rows() == 0 || seen.isEmpty() || view.answers().isEmpty()) {
            return List.of();
        }
        int m = seen.get().x().columns();
        for (Card.Answer answer : view.answers()) {
            int n = answer.columns().size();
            boolean pictures = view.pixels().map(p -> p.size() == m).orElse(false);
            boolean several = answer.name().endsWith("-each") && n > m && n % m == 0;
            if (answer.kind().equals("rows") && several && pictures) {
                figures.add(beside(view, answer, seen.get().x(), n / m));
            }
            if (answer.kind().equals("drawn") && answer.noise() == 2 && pictures && view.likeData(answer)) {
                figures.add(grid(view, answer));
            }
        }
        if (view.answer("reconstruct-each", "rows").isPresent() && m >= 3 && m <= View.COLUMNS) {
            planes(view, seen.get().x()).ifPresent(figures::add);
        }
        return Block.flow(figures);
    }

    // ------------------------------------------------------------------------------------------------- as pictures

    private static Figure beside(View view, Card.Answer answer, Table x, int parts) {
        Table values = view.asked(answer.name()).orElseThrow();
        Pixels pixels = view.pixels().orElseThrow();
        int m = x.columns();
        int[] rows = ModelPart.inTurn(view);
        int count = Math.min(SHOWN, rows.length);
        int[] places = view.placesOf(rows);
        List<Images.Item> items = new ArrayList<>();
        for (int line = 0; line <= Math.min(parts, LINES); line++) {
            for (int i = 0; i < SHOWN; i++) {
                float[] picture = new float[m];
                int cluster = i < count ? view.clusters().of()[rows[i]] : -1;
                for (int j = 0; j < m && i < count; j++) {
                    picture[j] = line == 0 ? x.at(rows[i], j) : values.at(places[i], (line - 1) * m + j);
                }
                String name = i >= count ? "" : line == 0 ? view.name(rows[i]) : Integer.toString(line - 1);
                boolean own = line == 0 || parts == view.k() && cluster == line - 1;
                items.add(new Images.Item(name, Palette.group(own ? cluster : -1), picture));
            }
        }
        String title = answer.name().replace("-each", "").replace('-', ' ');
        return Images.of(
                "each-" + Words.slug(answer.name()),
                Character.toUpperCase(title.charAt(0)) + title.substring(1) + ", by each",
                "The first line are rows, the others what becomes of them by number 0, 1, …"
                        + (parts == view.k() ? " A coloured number is that of the row's own cluster." : "")
                        + (parts > LINES ? " The first " + LINES + " of " + parts + "." : "") + " Readout "
                        + answer.name()
                        + ".",
                pixels,
                items,
                SHOWN);
    }

    /** What is drawn from codes over a square, for each cluster. */
    private static Figure grid(View view, Card.Answer answer) {
        Pixels pixels = view.pixels().orElseThrow();
        int k = Math.min(view.k(), LINES);
        int cells = GRID * GRID;
        int[] clusters = new int[k * cells];
        float[] noise = new float[2 * k * cells];
        for (int i = 0; i < clusters.length; i++) {
            clusters[i] = i / cells;
            int cell = i % cells;
            double step = 2 * REACH / (GRID - 1);
            int down = cell / GRID;
            noise[2 * i] = (float) (step * (cell % GRID) - REACH);
            noise[2 * i + 1] = (float) (REACH - step * down);
        }
        Table drawn = view.evidence()
                .material()
                .flatMap(Material::model)
                .orElseThrow()
                .drawn(answer.name(), clusters, Table.of(clusters.length, 2, noise));
        List<Images.Item> items = new ArrayList<>();
        Pixels all = new Pixels(GRID * pixels.height(), GRID * pixels.width(), pixels.channels());
        int line = pixels.width() * pixels.channels();
        for (int c = 0; c < k; c++) {
            float[] picture = new float[all.size()];
            for (int i = 0; i < picture.length; i++) {
                int row = i / (GRID * line);
                int column = i % (GRID * line);
                int cell = row / pixels.height() * GRID + column / line;
                picture[i] = drawn.at(c * cells + cell, row % pixels.height() * line + column % line);
            }
            items.add(new Images.Item(Integer.toString(c), Palette.group(c), picture));
        }
        return Images.of(
                "grid-" + Words.slug(answer.name()),
                "What lies where in the codes of each cluster",
                "Rows drawn from codes of two numbers, both from −" + Num.tick(REACH) + " to " + Num.tick(REACH)
                        + ", evenly, for each cluster. Readout " + answer.name() + ".",
                all,
                items,
                Math.min(3, Math.max(2, k)));
    }

    // --------------------------------------------------------------------------------------------- as lines, planes

    /** In two principal components: rows, and the places the model and one direction for all give them. */
    private static Optional<Figure> planes(View view, Table x) {
        Optional<Table> back = view.asked("reconstruct");
        int m = x.columns();
        if (back.isEmpty() || back.get().columns() != m) {
            return Optional.empty();
        }
        int[] rows = view.points();
        Table shown = x.select(rows);
        double[] two = Pca.of(2).fit(shown).directions();
        double[] mean = Spread.of(shown, new int[rows.length], 1).mean();
        double[][] own = project(shown, mean, two);
        double[][] model = project(back.get(), mean, two);
        double[] flat = new double[rows.length];
        List<Node> marks = new ArrayList<>();
        double[] all =
                IntStream.range(0, rows.length).mapToDouble(i -> own[0][i]).toArray();
        Axis across = Axis.around(all, EDGE, SIDE - EDGE);
        Axis up = Axis.around(own[1], TOP + SIDE - EDGE, TOP + EDGE);
        double[][] one = {own[0], flat};
        panel(marks, 0, "one direction for all", view, rows, own, one, across, up);
        panel(marks, SIDE + 20, "one for each cluster", view, rows, own, model, across, up);
        List<Figure.Key> keys = new ArrayList<>();
        for (int c = 0; c < Math.min(view.k(), 10); c++) {
            keys.add(new Figure.Key(Palette.group(c), "cluster " + c));
        }
        return Optional.of(new Figure(
                "directions",
                "One direction for all, and one for each cluster",
                "Rows in two principal components, and the places where they are given back: left by the first"
                        + " principal direction of all rows, right by the model. A line joins a row and its place.",
                2 * SIDE + 20,
                TOP + SIDE + 4,
                marks,
                keys));
    }

    private static void panel(
            List<Node> marks,
            double left,
            String title,
            View view,
            int[] rows,
            double[][] from,
            double[][] to,
            Axis across,
            Axis up) {
        marks.add(Draw.text(left + SIDE / 2, 15, "m", title));
        marks.add(Draw.rect(left, TOP, SIDE, SIDE, "frame"));
        int[] clusters = view.clusters().of(rows);
        int every = Math.max(1, rows.length / 400);
        List<Node> points = new ArrayList<>();
        for (int i = 0; i < rows.length; i += every) {
            double x = left + across.at(from[0][i]);
            double y = up.at(from[1][i]);
            double toX = Math.max(left, Math.min(left + SIDE, left + across.at(to[0][i])));
            double toY = Math.max(TOP, Math.min(TOP + SIDE, up.at(to[1][i])));
            marks.add(Draw.line(x, y, toX, toY, "grid"));
            points.add(Draw.circle(x, y, 1.6, Palette.group(clusters[i])));
            points.add(Draw.circle(toX, toY, 2.6, Palette.group(clusters[i])));
        }
        marks.addAll(points);
    }

    private static double[][] project(Table x, double[] mean, double[] directions) {
        double[][] places = new double[2][x.rows()];
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < mean.length; j++) {
                places[0][i] += (x.at(i, j) - mean[j]) * directions[j];
                places[1][i] += (x.at(i, j) - mean[j]) * directions[mean.length + j];
            }
        }
        return places;
    }
}
