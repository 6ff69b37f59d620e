package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README, and the page for authors of plugins, show is what is there. */
class ReadmeTest {
    private static final Pattern LISTING =
            Pattern.compile("<!-- (examples/\\S+) -->\n```\\w*\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern EXIT_CODE = Pattern.compile("(?m)^ {2,4}(\\d+) {3}(\\S.*(\\R {8,}\\S.*)*)$");

    @TempDir
    Path folder;

    private static String text(String file) throws IOException {
        return Files.readString(Shell.ROOT.resolve(file)).replace("\r\n", "\n");
    }

    /** Listings by file; a file that a page shows in pieces is what the pieces are together. */
    private static Map<String, String> listings() throws IOException {
        Map<String, String> listings = new LinkedHashMap<>();
        for (String page : List.of("README.md", "docs/your-first-plugin.md")) {
            Matcher listing = LISTING.matcher(text(page));
            while (listing.find()) {
                listings.merge(listing.group(1), listing.group(2), String::concat);
            }
        }
        return listings;
    }

    @Test
    void everyListingIsTheTextOfItsFileButForEmptyLines() throws IOException {
        for (Map.Entry<String, String> listing : listings().entrySet()) {
            assertThat(written(listing.getValue())).as(listing.getKey()).isEqualTo(written(text(listing.getKey())));
        }
    }

    private static List<String> written(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    @Test
    void thePluginAndTheProgramsAreListedToTheLastFile() throws IOException {
        List<String> files = new ArrayList<>(List.of("examples/penguins.conf"));
        for (String place : List.of("examples/code", "examples/plugin-template")) {
            try (Stream<Path> all = Files.walk(Shell.ROOT.resolve(place))) {
                all.filter(Files::isRegularFile)
                        .map(file -> Shell.ROOT.relativize(file).toString().replace('\\', '/'))
                        .filter(file -> !file.startsWith("examples/plugin-template/target/"))
                        .forEach(files::add);
            }
        }
        assertThat(listings().keySet()).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (String page : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/your-first-plugin.md")) {
            Matcher link = LINK.matcher(text(page));
            while (link.find()) {
                if (!link.group(1).equals("docs/results")) { // written by the benchmarks
                    Path to = Shell.ROOT.resolve(page).resolveSibling(link.group(1));
                    assertThat(to.normalize()).as(page).exists();
                }
            }
        }
    }

    @Test
    void theExitCodesAreThoseOfTheHelp() throws IOException, InterruptedException {
        Matcher code = EXIT_CODE.matcher(Shell.run(folder, "--help").out());
        int codes = 0;
        while (code.find()) {
            String meaning = code.group(2).replaceAll("\\s+", " ");
            assertThat(text("README.md")).contains("| " + code.group(1) + " | " + meaning + " |");
            codes++;
        }
        assertThat(codes).isEqualTo(9);
    }

    @Test
    void theTestCommandIsTheOneThatJudgesChanges() throws IOException {
        assertThat(text(".ci/run")).endsWith("mvn -B verify\n");
        assertThat(text("README.md")).contains("\nmvn -B verify ");
    }
}
