package org.coterie.runtime.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style sheets and the script, from this package. */
final class Styles {

    private Styles() {}

    /** What drawings need. */
    static String chart() {
        StringBuilder css = new StringBuilder(resource("chart.css"));
        for (int i = 0; i < Palette.GROUPS; i++) {
            css.append(String.format(
                    java.util.Locale.ROOT,
                    ".c%1$d{fill:var(--c%1$d)}.c%1$d.ring{fill:var(--bg);stroke:var(--c%1$d)}.l%1$d{stroke:var(--c%1$d)}%n",
                    i));
        }
        for (int i = 0; i < Palette.STEPS; i++) {
            css.append(".s").append(i).append("{fill:var(--s").append(i).append(")}");
        }
        return css.append('\n').toString().replace("\r", "");
    }

    /** What the page needs besides. */
    static String page() {
        return Palette.themes() + resource("page.css");
    }

    /** Tooltips and the theme; the page can do without. */
    static String script() {
        return resource("page.js");
    }

    static String resource(String name) {
        try (InputStream in = Styles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
