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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README and the pages of {@code docs} show is what is there. */
class PagesTest {
    private static final Pattern LISTING =
            Pattern.compile("<!-- (examples/\\S+) -->\n```\\w*\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern EXIT_CODE = Pattern.compile("(?m)^ {2,4}(\\d+) {3}(\\S.*(\\R {8,}\\S.*)*)$");
    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z][a-z-]+) {2,}\\S.*$");
    private static final Pattern SPEED =
            Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| ([0-9.]+) \\| ([0-9.]+) \\| ([0-9.]+×) \\|$");

    @TempDir
    Path folder;

    private record Listing(String file, String text) {}

    private static String text(String file) throws IOException {
        return Files.readString(Shell.ROOT.resolve(file)).replace("\r\n", "\n");
    }

    private static List<String> pages() throws IOException {
        List<String> pages = new ArrayList<>(List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"));
        try (Stream<Path> all = Files.walk(Shell.ROOT.resolve("docs"))) {
            all.filter(file -> file.toString().endsWith(".md"))
                    .map(file -> Shell.ROOT.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .forEach(pages::add);
        }
        return pages;
    }

    /** What each page shows of each file; of a file shown in pieces, the pieces together. */
    private static List<Listing> listings() throws IOException {
        List<Listing> listings = new ArrayList<>();
        for (String page : pages()) {
            Map<String, String> shown = new LinkedHashMap<>();
            Matcher listing = LISTING.matcher(text(page));
            while (listing.find()) {
                shown.merge(listing.group(1), listing.group(2), String::concat);
            }
            shown.forEach((file, text) -> listings.add(new Listing(file, text)));
        }
        return listings;
    }

    @Test
    void everyListingIsTheTextOfItsFileButForEmptyLines() throws IOException {
        for (Listing listing : listings()) {
            assertThat(written(listing.text())).as(listing.file()).isEqualTo(written(text(listing.file())));
        }
    }

    private static List<String> written(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    @Test
    void thePluginAndTheProgramsAreListedToTheLastFile() throws IOException {
        List<String> files = new ArrayList<>();
        for (String place : List.of("examples/code", "examples/plugin-template")) {
            try (Stream<Path> all = Files.walk(Shell.ROOT.resolve(place))) {
                all.filter(Files::isRegularFile)
                        .map(file -> Shell.ROOT.relativize(file).toString().replace('\\', '/'))
                        .filter(file -> !file.startsWith("examples/plugin-template/target/"))
                        .forEach(files::add);
            }
        }
        assertThat(listings().stream().map(Listing::file).collect(Collectors.toSet()))
                .containsAll(files);
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (String page : pages()) {
            Matcher link = LINK.matcher(text(page));
            while (link.find()) {
                assertThat(Shell.ROOT.resolve(page).resolveSibling(link.group(1)))
                        .as(page)
                        .exists();
            }
        }
    }

    @Test
    void everyCommandOfTheHelpHasItsPlace() throws IOException, InterruptedException {
        Matcher command = COMMAND.matcher(Shell.run(folder, "--help").out());
        List<String> commands = new ArrayList<>();
        while (command.find()) {
            commands.add(command.group(1));
        }
        assertThat(commands).contains("run", "predict", "doctor");
        for (String one : commands) {
            assertThat(text("README.md")).contains("`" + one + "`");
            assertThat(text("docs/commands.md"))
                    .containsPattern("\\*\\*" + one + "( [a-z]+)?\\*\\*|coterie " + one + " ");
        }
    }

    @Test
    void theExitCodesAreThoseOfTheHelp() throws IOException, InterruptedException {
        Matcher code = EXIT_CODE.matcher(Shell.run(folder, "--help").out());
        int codes = 0;
        while (code.find()) {
            String meaning = code.group(2).replaceAll("\\s+", " ");
            assertThat(text("docs/commands.md")).contains("| " + code.group(1) + " | " + meaning + " |");
            codes++;
        }
        assertThat(codes).isEqualTo(9);
    }

    @Test
    void theSpeedsOfTheReadmeAreThoseTheBenchmarkPrinted() throws IOException {
        Matcher row = SPEED.matcher(text("README.md"));
        String measured = text("docs/results/speed.md");
        int rows = 0;
        while (row.find()) {
            assertThat(measured)
                    .containsPattern("(?m)^\\| " + row.group(1) + " \\| " + Pattern.quote(row.group(2)) + " \\| "
                            + Pattern.quote(row.group(3)) + " \\| [^|]+ \\| " + Pattern.quote(row.group(4)) + " ");
            rows++;
        }
        assertThat(rows).isPositive();
    }

    @Test
    void theTestCommandIsTheOneThatJudgesChanges() throws IOException {
        assertThat(text(".ci/run")).contains("\nmvn -B verify\n");
        assertThat(text("README.md")).contains("\nmvn -B verify ");
    }
}
