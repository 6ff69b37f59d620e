package org.coterie.runtime.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What is around every page: one file that needs nothing else, and may load and run nothing but its own style and script. */
final class Sheet {

    private Sheet() {}

    /** The page as a file. */
    static String html(String title, String rules, List<Node> body) {
        String style = Styles.page() + Styles.chart() + rules;
        String script = Styles.script();
        String policy = "default-src 'none'; img-src data:; style-src '" + hash(style) + "'; script-src '"
                + hash(script) + "'; base-uri 'none'; form-action 'none'";
        Node head = Node.of(
                "head",
                Node.of("meta").with("charset", "utf-8"),
                Node.of("meta").with("http-equiv", "Content-Security-Policy").with("content", policy),
                Node.of("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                Node.of("meta").with("name", "color-scheme").with("content", "light dark"),
                Node.of("title", title),
                Node.of("style", new Node.Code(style)));
        List<Node> whole = new ArrayList<>(body);
        whole.add(Node.of("script", new Node.Code(script)));
        return "<!DOCTYPE html>\n"
                + Node.of("html", head, Node.of("body", whole))
                        .with("lang", "en")
                        .markup() + "\n";
    }

    /** The button that the script shows. */
    static Node theme() {
        return Node.of("button", "Light or dark")
                .with("type", "button")
                .with("id", "theme")
                .with("hidden", "hidden");
    }

    private static String hash(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
