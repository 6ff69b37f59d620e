package org.coterie.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class NodeTest {
    private static final String HOSTILE =
            "</script><img src=x onerror=alert(1)>\"'`&amp; ]]> <!-- \u0000\u001b\u202e\uD800";

    @Test
    void textAndValuesComeBackAsTheyWentIn() {
        String text = "a < b && \"c\" > 'd' \uD83D\uDE00\n\tend";
        Element p = Xml.parse(Node.of("p", text).with("title", text).markup());
        assertThat(p.getTextContent()).isEqualTo(text);
        assertThat(p.getAttribute("title")).isEqualTo(text);
    }

    @Test
    void nothingHostileBecomesMarkup() {
        String markup = Node.of("p", HOSTILE).with("title", HOSTILE).markup();
        assertThat(markup).doesNotContain("<img", "</script", "<!--", "]]>");
        Element p = Xml.parse(markup);
        assertThat(p.getElementsByTagName("*").getLength()).isZero();
        assertThat(p.getAttributes().getLength()).isEqualTo(1);
        assertThat(p.getTextContent())
                .startsWith("</script><img src=x onerror=alert(1)>")
                .contains("&amp;");
    }

    @Test
    void whatNeitherHtmlNorXmlMayHoldIsReplaced() {
        assertThat(Node.of("p", "a\u0000b\u001bc\u0085d\u202Ee\uD800f\uFFFEg\u2028h")
                        .markup())
                .isEqualTo("<p>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg\uFFFDh</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p onclick=x", "a>b", "", "1a", "p/"})
    void namesAreChecked(String name) {
        assertThatThrownBy(() -> Node.of(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Node.of("p").with(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"onload", "onerror", "style", "src"})
    void attributesThatCouldActAreRefused(String name) {
        assertThatThrownBy(() -> Node.of("p").with(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "http://example.org",
                "//example.org/x",
                "data:text/html,x",
                "file:///x",
                "/etc"
            })
    void linksLeadIntoThePageOrTheFolder(String target) {
        assertThatThrownBy(() -> Node.of("a").with("href", target)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void linksIntoThePageAndTheFolderAreAllowed() {
        for (String target : List.of("#map", "figures/map-umap.svg", "assignments.csv")) {
            assertThat(Node.of("a").with("href", target).markup()).contains(target);
        }
    }

    @Test
    void codeThatHtmlAndXmlReadDifferentlyIsRefused() {
        for (String code : List.of("if (a < b) {}", "a && b", "</style>", "x]]>y")) {
            assertThatThrownBy(() -> new Node.Code(code)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new Node.Code("a > b { c: 'd' }").markup()).isEqualTo("a > b { c: 'd' }");
    }

    @Test
    void coordinatesAreShort() {
        assertThat(List.of(Num.at(1), Num.at(0.5), Num.at(-2.005), Num.at(3.14159), Num.at(-0.001), Num.at(12.05)))
                .containsExactly("1", "0.5", "-2", "3.14", "0", "12.05");
    }

    @Test
    void numbersForPeopleHaveThreeDigitsThatCount() {
        assertThat(List.of(Num.shown(0.77351), Num.shown(1234.6), Num.shown(3), Num.shown(-0.0123), Num.shown(1.5e-7)))
                .containsExactly("0.774", "1,235", "3", "−0.012", "1.50e-7");
        assertThat(List.of(Num.shown(Double.NaN), Num.tick(0.200), Num.tick(100), Num.percent(0.061), Num.percent(0.5)))
                .containsExactly("–", "0.2", "100", "6.1 %", "50 %");
    }
}
