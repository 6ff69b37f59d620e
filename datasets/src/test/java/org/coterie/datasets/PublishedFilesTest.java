package org.coterie.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coterie.api.CoterieException;
import org.coterie.api.data.DataFormat;
import org.coterie.datasets.cifar.CifarFormat;
import org.coterie.datasets.csv.CsvFormat;
import org.coterie.datasets.fcs.FcsFormat;
import org.coterie.datasets.h5ad.H5adFormat;
import org.coterie.datasets.idx.IdxFormat;
import org.coterie.datasets.matlab.MatlabFormat;
import org.coterie.datasets.npy.NpyFormat;
import org.coterie.datasets.tenx.TenxFormat;
import org.junit.jupiter.api.Test;

/**
 * Every published file of a format that is read: chosen by its looks, read, and compared with its description. The table,
 * {@code published-files.tsv}, has a line for each reading: file or folder, settings, and rows, columns, range to six digits and
 * class counts as the description gives them, or a piece of the error that is right.
 */
class PublishedFilesTest {
    private static final List<DataFormat> FORMATS = List.of(
            new CsvFormat(),
            new IdxFormat(),
            new CifarFormat(),
            new NpyFormat(),
            new FcsFormat(),
            new H5adFormat(),
            new TenxFormat(),
            new MatlabFormat());

    private static final Pattern RANGE = Pattern.compile("(-?[0-9.E]+) … (-?[0-9.E]+)");

    private record Reading(String file, String settings, String expected) {

        static Reading of(String line) {
            String[] cells = line.split("\t", 3);
            return new Reading(cells[0], cells[1], cells[2]);
        }
    }

    @Test
    void everyFileIsReadAsItsDescriptionSays() throws IOException {
        List<String> table = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (Reading reading : readings()) {
            String found = read(RealData.file(reading.file()), reading);
            table.add(String.join("  ", reading.file(), reading.settings(), found));
            if (!same(found, reading.expected())) {
                wrong.add(reading.file() + " (" + reading.settings() + "): " + found + ", expected "
                        + reading.expected());
            }
        }
        table.forEach(System.out::println);
        assertThat(wrong).isEmpty();
    }

    /** No file of the folder is forgotten, but for those that stand beside another or that nothing here reads. */
    @Test
    void theTableNamesEveryFile() throws IOException {
        Path folder = RealData.file("README.md").getParent();
        List<String> named = readings().stream().map(Reading::file).toList();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                            .filter(file -> !file.matches("README.md|SHA256SUMS|.*labels-idx1.*|.*-jpeg.zip"))
                            .filter(file ->
                                    named.stream().noneMatch(name -> file.equals(name) || file.startsWith(name + "/"))))
                    .isEmpty();
        }
    }

    private static String read(Path path, Reading reading) {
        List<DataFormat> claims =
                FORMATS.stream().filter(format -> format.recognises(path)).toList();
        if (claims.size() != 1) {
            return claims.isEmpty() ? "no format" : "several formats";
        }
        DataFormat format = claims.get(0);
        ConfSettings in = ConfSettings.at(
                "data." + format.id(), reading.settings() + "\nfile = \"" + path.toAbsolutePath() + "\"");
        try {
            DataFormat.Opener opener = format.settings(in, path.toAbsolutePath().getParent());
            assertThat(in.problems).as(reading.file()).isEmpty();
            return format.id() + ": " + RealData.summary(opener.open());
        } catch (CoterieException refused) {
            return format.id() + ": " + refused.getMessage().replaceAll("\\s+", " ");
        }
    }

    /** Sizes and counts to the digit, ranges to the six digits of the description. */
    private static boolean same(String found, String expected) {
        Matcher is = RANGE.matcher(found);
        Matcher should = RANGE.matcher(expected);
        if (!is.find() || !should.find()) {
            return found.contains(expected);
        }
        return close(is.group(1), should.group(1))
                && close(is.group(2), should.group(2))
                && is.replaceFirst("").contains(should.replaceFirst(""));
    }

    private static boolean close(String a, String b) {
        double should = Double.parseDouble(b);
        return Math.abs(Double.parseDouble(a) - should) <= 1e-5 * Math.max(1, Math.abs(should));
    }

    private static List<Reading> readings() throws IOException {
        try (InputStream in = PublishedFilesTest.class.getResourceAsStream("published-files.tsv")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(Reading::of).toList();
        }
    }
}
