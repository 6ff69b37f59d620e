package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.CoterieException;

/** The page: which parts stand where, and what is around them. */
final class Page {

    /** A section and who fills it. */
    private record Place(String id, String title, List<Part> parts) {}

    private static final List<Place> PLACES = List.of(
            new Place("result", "Result", List.of(new HeadPart())),
            new Place("map", "Map", List.of(new MapPart())),
            new Place("clusters", "Clusters", List.of(new ClustersPart())),
            new Place("groups", "Against what is known", List.of(new ClassesPart())),
            new Place("features", "What sets them apart", List.of(new FeaturesPart())),
            new Place("model", "Inside the model", List.of(new ModelPart(), new EachPart(), new GatesPart())),
            new Place("training", "Training", List.of(new TrainingPart())),
            new Place("methods", "Methods", List.of(new MethodsPart())));

    private final View view;
    private final List<Section> sections = new ArrayList<>();

    /** Draws everything. */
    Page(Evidence evidence) {
        view = new View(evidence);
        for (Place place : PLACES) {
            List<Block> blocks = new ArrayList<>();
            for (Part part : place.parts()) {
                try {
                    blocks.addAll(part.of(view));
                } catch (CoterieException e) {
                    // what a model or data refuse is said, and is no reason to keep the rest from the reader
                    blocks.add(Block.text("Not drawn: " + e.getMessage()));
                }
            }
            if (!blocks.isEmpty()) {
                sections.add(new Section(place.id(), place.title(), blocks));
            }
        }
    }

    /** All figures, in reading order. */
    List<Figure> figures() {
        return sections.stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> block.files().stream())
                .toList();
    }

    /** The page as a file. */
    String html() {
        Evidence evidence = view.evidence();
        List<Node> body = new ArrayList<>();
        body.add(Node.of("a", "To the result").with("href", "#result").with("class", "skip"));
        body.add(header());
        List<Node> main = new ArrayList<>();
        for (Section section : sections) {
            List<Node> nodes = new ArrayList<>();
            nodes.add(Node.of("h2", section.title()).with("id", section.id() + "-title"));
            section.blocks().forEach(block -> nodes.add(block.node()));
            if (section.id().equals("result")) {
                nodes.addAll(notices());
            }
            main.add(Node.of("section", nodes)
                    .with("id", section.id())
                    .with("aria-labelledby", section.id() + "-title"));
        }
        body.add(Node.of("main", main));
        body.add(Node.of(
                "footer", Node.of("p", "Made by Coterie from the folder of the run. The page needs nothing else.")));
        return Sheet.html(evidence.name() + ", " + view.facts().method("id") + " by Coterie", rules(), body);
    }

    private String rules() {
        StringBuilder css = new StringBuilder();
        sections.forEach(section -> section.blocks().forEach(block -> css.append(block.css())));
        return css.toString();
    }

    private Node header() {
        Facts facts = view.facts();
        List<Node> links = new ArrayList<>();
        sections.forEach(section ->
                links.add(Node.of("li", Node.of("a", section.title()).with("href", "#" + section.id()))));
        double seconds = view.evidence().history().took();
        String started = facts.started().replaceFirst("T(\\d\\d:\\d\\d).*", " $1 UTC");
        List<Node> terms = new ArrayList<>();
        term(terms, "method", facts.method("id"));
        term(terms, "data", facts.data());
        term(terms, "rows × columns", Num.count(view.rows()) + " × " + Num.count(facts.columns()));
        term(terms, "clusters", used() + " of " + view.k() + " in use");
        term(terms, "seed", Long.toString(facts.seed()));
        term(terms, "began", started);
        term(terms, "took", Double.isNaN(seconds) ? "" : Num.tick(Math.rint(seconds * 10) / 10) + " s");
        return Node.of(
                "header",
                Sheet.theme(),
                Node.of("h1", view.evidence().name()),
                Node.of("p", HeadPart.lead(view)).with("class", "lead"),
                Node.of("dl", terms),
                Node.of("nav", Node.of("ul", links)).with("aria-label", "Sections"));
    }

    private int used() {
        int used = 0;
        for (int size : view.clusters().sizes()) {
            used += size > 0 ? 1 : 0;
        }
        return used;
    }

    private static void term(List<Node> terms, String name, String value) {
        if (!value.isBlank()) {
            terms.add(Node.of("div", Node.of("dt", name), Node.of("dd", value)));
        }
    }

    private List<Node> notices() {
        List<Node> notices = new ArrayList<>();
        List<String> doubts = Doubts.of(view);
        if (!doubts.isEmpty()) {
            List<Node> items = new ArrayList<>();
            doubts.forEach(doubt -> items.add(Node.of("li", doubt)));
            notices.add(Node.of("aside", Node.of("h3", "Warnings"), Node.of("ul", items))
                    .with("class", "doubts")
                    .with("aria-label", "Warnings"));
        }
        String missing = view.evidence().missing();
        if (!missing.isEmpty()) {
            notices.add(Node.of("aside", Node.of("h3", "Not everything could be drawn"), Node.of("p", missing))
                    .with("class", "doubts")
                    .with("aria-label", "What is missing"));
        }
        return notices;
    }
}
