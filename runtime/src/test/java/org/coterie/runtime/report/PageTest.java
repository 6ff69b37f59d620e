package org.coterie.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coterie.api.Features;
import org.coterie.runtime.config.ReportOptions;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.w3c.dom.Element;

class PageTest {

    private static Trial trial(Consumer<Trial> change) {
        Trial trial = new Trial();
        change.accept(trial);
        return trial;
    }

    private static Page page(Consumer<Trial> change) {
        return new Page(trial(change).evidence());
    }

    /** The page, read by a parser that forgives nothing; and what holds for every page. */
    private static Element read(Page page) {
        String html = page.html();
        assertThat(html).startsWith("<!DOCTYPE html>\n<html lang=\"en\">").doesNotContain("://", "NaN");
        Element root = Xml.parse(html);
        List<String> ids = Xml.all(root, "*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        for (Element link : Xml.all(root, "a")) {
            String target = link.getAttribute("href");
            if (target.startsWith("#")) {
                assertThat(ids).contains(target.substring(1));
            }
        }
        for (Element svg : Xml.all(root, "svg")) {
            assertThat(svg.getAttribute("aria-label").isEmpty()).isEqualTo(svg.hasAttribute("aria-hidden"));
        }
        for (Element input : Xml.all(root, "input")) {
            assertThat(Xml.all(root, "label"))
                    .filteredOn(label -> label.getAttribute("for").equals(input.getAttribute("id")))
                    .hasSize(input.hasAttribute("hidden") ? 0 : 1);
        }
        assertThat(Xml.all(root, "h1")).hasSize(1);
        page.figures().forEach(figure -> Xml.parse(figure.file()));
        assertThat(page.figures().stream().map(Figure::id)).doesNotHaveDuplicates();
        return root;
    }

    private static Set<String> figures(Page page) {
        return page.figures().stream().map(Figure::id).collect(Collectors.toSet());
    }

    @Test
    void aRunWithEverythingIsShownInAllSections() {
        Page page = page(Trial::annotated);
        Element root = read(page);
        assertThat(Xml.all(root, "section"))
                .extracting(section -> section.getAttribute("id"))
                .containsExactly("result", "map", "clusters", "groups", "features", "model", "training", "methods");
        assertThat(figures(page))
                .contains(
                        "sizes",
                        "confidence",
                        "classes",
                        "classes-1",
                        "enrichment",
                        "marks-0",
                        "data",
                        "readout-embed",
                        "readout-assign",
                        "readout-gates",
                        "gates-clusters",
                        "faithfulness",
                        "model-global-gates",
                        "drawn-generate",
                        "reconstructions",
                        "drawn-again",
                        "drawn-classes",
                        "loss-1-reconstruction",
                        "map-pca-1-cluster",
                        "map-pca-2-side");
        assertThat(root.getTextContent())
                .contains("Sorts by hand (A. Author, A paper, 2024).", "corners.csv", "z-score");
    }

    @Test
    void theSameEvidenceGivesTheSameBytes() {
        Page one = page(Trial::annotated);
        Page again = page(Trial::annotated);
        assertThat(again.html()).isEqualTo(one.html());
        assertThat(again.figures()).isEqualTo(one.figures());
    }

    @Test
    void aMethodBehindKMeansIsSaidToBe() {
        assertThat(read(page(t -> {})).getTextContent())
                .contains("trial is at or above k-means in NMI and ARI and below k-means in ACC.");
    }

    @Test
    void aPresetIsSaidToDoWhatItsAuthorFound() {
        Element root = read(page(t -> t.method = new MethodFacts(
                "",
                "For comparison: collapses.",
                List.of(
                        new MethodFacts.Setting("training.rate", "0.1", "0.003"),
                        new MethodFacts.Setting("k", "3", "")))));
        assertThat(root.getTextContent()).contains("For comparison: collapses.", "training.rate0.10.003", "k3–");
    }

    @Test
    void hostileNamesStayText() {
        String hostile = "</script><img src=x onerror=alert(1)>\"'&\u0000\u202e";
        Page page = page(t -> {
            t.columns = List.of(hostile, hostile + "1", "b\uD800", "x".repeat(5000));
            t.classes = List.of(hostile, "<b>", "&lt;");
            t.name = hostile;
            t.method = new MethodFacts(hostile, hostile, List.of(new MethodFacts.Setting(hostile, hostile, hostile)));
            t.annotated();
        });
        Element root = read(page);
        assertThat(Xml.all(root, "img")).isEmpty();
        assertThat(Xml.all(root, "b")).isEmpty();
        assertThat(Xml.all(root, "script")).hasSize(1);
        assertThat(root.getTextContent()).contains("<img src=x onerror=alert(1)>");
    }

    @Test
    void scriptAndStyleAreThoseThePolicyNames() {
        Element root = read(page(t -> {}));
        String policy = Xml.all(root, "meta").stream()
                .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                .findFirst()
                .orElseThrow()
                .getAttribute("content");
        assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe");
        assertThat(Xml.all(root, "style")).hasSize(1);
    }

    @Test
    void withoutDataTheRestIsShownAndTheReasonSaid() {
        Page page = page(t -> t.data = false);
        assertThat(read(page).getTextContent()).contains("The data cannot be read any more.", "0.900");
        assertThat(figures(page))
                .containsExactlyInAnyOrder("sizes", "confidence", "loss-1-reconstruction", "loss-2-entropy");
    }

    @Test
    void withoutAModelItsAnswersAreLeftOut() {
        Page page = page(t -> t.model = false);
        read(page);
        assertThat(figures(page)).contains("data", "classes").doesNotContain("readout-assign");
    }

    @Test
    void withoutLabelsNothingIsSaidOfScores() {
        Page page = page(t -> t.labelled = false);
        assertThat(read(page).getTextContent())
                .contains("The data have no labels")
                .doesNotContain("Hubert");
        assertThat(figures(page)).doesNotContain("classes", "enrichment");
    }

    @Test
    void aSingleClusterIsDrawn() {
        Page page = page(t -> t.k = 1);
        assertThat(read(page).getTextContent()).contains("1 of 1 in use");
        assertThat(figures(page)).contains("sizes", "data");
    }

    @Test
    void noiseRowsAreCountedApart() {
        Element root = read(page(t -> t.noise = 5));
        assertThat(root.getTextContent()).contains("5 rows (8.3 %) were left out as noise.");
    }

    @Test
    void unusedAndSmallClustersAreNamed() {
        Trial trial = trial(t -> {
            t.rows = 400;
            t.k = 2;
        });
        Evidence evidence = trial.evidence();
        int[] clusters = evidence.assigned().clusters().clone();
        java.util.Arrays.fill(clusters, 0);
        clusters[0] = 1;
        evidence.facts().metrics().put("clusters", 4L);
        Evidence lopsided = new Evidence(
                evidence.name(),
                evidence.method(),
                evidence.facts(),
                evidence.history(),
                new Assigned(
                        evidence.assigned().names(),
                        clusters,
                        evidence.assigned().confidence()),
                evidence.resolved(),
                evidence.material().map(m -> new Material(m.data(), m.prepared(), Optional.empty())),
                "",
                evidence.options());
        assertThat(read(new Page(lopsided)).getTextContent())
                .contains(
                        "2 of 4 clusters are unused: 2 and 3.",
                        "A cluster holds less than 1 % of the rows: 1 (1 row).",
                        "Nearly all rows are in one cluster");
    }

    @Test
    void oneColumnIsEnough() {
        Page page = page(t -> t.columns = List.of("only"));
        read(page);
        assertThat(figures(page)).contains("map-data-1-cluster");
    }

    @Test
    void ofTenThousandColumnsSixtyAreShown() {
        Page page = page(t -> t.columns =
                IntStream.range(0, 10_000).mapToObj(j -> "gene " + j).toList());
        String html = page.html();
        read(page);
        assertThat(html).contains("The 60 of 10,000 columns that differ most between clusters.");
        assertThat(html.length()).isLessThan(400_000);
    }

    @Test
    void ofManyRowsASampleIsDrawnFromEveryCluster() {
        Page page = page(t -> {
            t.rows = 3000;
            t.options = new ReportOptions(true, ReportOptions.Layout.PCA, 300, true);
        });
        assertThat(read(page).getTextContent()).contains("300 of 3,000 rows, from each cluster its share.");
    }

    @Test
    void moreClustersThanColoursAreDrawnAsRings() {
        Page page = page(t -> {
            t.rows = 900;
            t.k = 45;
        });
        assertThat(read(page).getTextContent()).contains("The 40 largest of 45 clusters");
        assertThat(page.html()).contains("c3 ring");
    }

    @Test
    void rowsThatArePicturesAreShownAsPictures() {
        List<String> names =
                IntStream.range(0, 20).mapToObj(j -> "p_" + j / 5 + "_" + j % 5).toList();
        Page byName = page(t -> t.columns = names);
        read(byName);
        assertThat(figures(byName)).contains("centres", "reconstructions", "mean-gates");
        Page byShape = page(t -> {
            t.columns = IntStream.range(0, 48).mapToObj(j -> "x" + j).toList();
            t.features = Optional.of(new Features(Shape.of(4, 4, 3), t.columns));
        });
        read(byShape);
        assertThat(figures(byShape)).contains("centres");
    }

    @Test
    void namesThatFillNoGridAreNoPicture() {
        List<String> names =
                IntStream.range(0, 20).mapToObj(j -> "p_" + j / 4 + "_" + j % 5).toList();
        assertThat(Pixels.of(Features.of(names))).isEmpty();
        assertThat(Pixels.of(Features.of(List.of("a_0_0", "a_1_1")))).isEmpty();
    }

    @Test
    void withoutAMapTheRestIsShown() {
        Page page = page(t -> t.options = new ReportOptions(true, ReportOptions.Layout.NONE, 500, true));
        assertThat(Xml.all(read(page), "section"))
                .noneMatch(section -> section.getAttribute("id").equals("map"));
    }

    @Test
    void umapIsTheFirstLayoutWhereItIsWanted() {
        Page page = page(t -> t.options = ReportOptions.defaults());
        read(page);
        assertThat(figures(page)).contains("map-umap-1-cluster", "map-pca-1-cluster", "map-embedding-1-cluster");
    }

    /** The colour of a point is a class of a letter, for the choice, and a number; the tooltip looks the number up in the key. */
    @Test
    void everyColourOfAPointIsInTheKeyOfItsChoice() {
        Element root = read(page(Trial::annotated));
        for (Element circle : Xml.all(root, "circle")) {
            for (String css : circle.getAttribute("class").split(" ", -1)) {
                if (css.matches("[a-z]s?[0-9]+")
                        && ((Element) circle.getParentNode())
                                .getAttribute("class")
                                .equals("points")) {
                    List<Element> keys = Xml.all(root, "div").stream()
                            .filter(div -> div.getAttribute("class").equals("legend " + css.charAt(0)))
                            .flatMap(div -> Xml.all(div, "li").stream())
                            .filter(li -> li.getAttribute("data-n").equals(css.replaceAll("^.s?", "")))
                            .toList();
                    assertThat(keys).as(css).hasSize(1);
                }
            }
        }
    }
}
