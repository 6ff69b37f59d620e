package org.coterie.datasets.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Dataset;
import org.coterie.datasets.csv.CsvSettings.Decimal;
import org.coterie.datasets.csv.CsvSettings.Header;
import org.coterie.datasets.csv.CsvSettings.Separator;
import org.coterie.datasets.files.Missing;
import org.coterie.datasets.files.Origin;

class CsvPropertyTest {
    private static final String MARKS = "0123456789.,;|\t\"\n\r eE+-naNI?x\u0000\u00e9";

    @Property(tries = 300)
    void tablesWrittenAndReadAreTheSame(
            @ForAll @IntRange(min = 1, max = 20) int rows,
            @ForAll @IntRange(min = 1, max = 12) int columns,
            @ForAll Separator separator,
            @ForAll boolean quoted,
            @ForAll boolean named,
            @ForAll long seed)
            throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            float any = Float.intBitsToFloat(random.nextInt());
            values[i] = Float.isFinite(any) ? any : Float.NaN;
        }
        char mark = separator == Separator.AUTO ? ',' : separator.mark;
        StringWriter text = new StringWriter();
        CsvWriter writer = CsvWriter.builder()
                .fieldSeparator(mark)
                .quoteStrategy(quoted ? QuoteStrategies.ALWAYS : QuoteStrategies.REQUIRED)
                .build(text);
        List<String> names = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            names.add("c" + j + "\"" + mark + "\n" + (char) ('a' + random.nextInt(26)));
        }
        if (named) {
            writer.writeRecord(names);
        }
        for (int i = 0; i < rows; i++) {
            int from = i * columns;
            writer.writeRecord(java.util.stream.IntStream.range(from, from + columns)
                    .mapToObj(v -> Float.isNaN(values[v]) ? "NA" : Float.toString(values[v]))
                    .toList());
        }
        writer.close();
        Header header = named ? Header.YES : Header.NO;
        Dataset data = read(text.toString().getBytes(StandardCharsets.UTF_8), separator, header);
        assertThat(data.x().rows()).isEqualTo(rows);
        assertThat(data.x().toArray()).isEqualTo(values);
        if (named) {
            assertThat(data.features().names()).isEqualTo(names);
        }
    }

    @Property(tries = 2000)
    void damagedFilesEndInADataFaultOrATable(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = sample(random);
        int changes = 1 + random.nextInt(8);
        for (int c = 0; c < changes && bytes.length > 0; c++) {
            bytes = damage(bytes, random);
        }
        long start = System.nanoTime();
        try {
            Dataset data = read(bytes, Separator.AUTO, Header.AUTO);
            assertThat(data.x().columns()).isPositive();
            assertThat(data.x().rows()).isPositive();
        } catch (CoterieException fault) {
            assertThat(fault.kind()).isEqualTo(CoterieException.Kind.DATA);
            assertThat(fault.getMessage().length()).isLessThan(5000);
        }
        assertThat(System.nanoTime() - start).as("nanoseconds").isLessThan(2_000_000_000L);
    }

    private static byte[] sample(SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return gzip("a,b\n1,2\n3,4\n".repeat(20));
        }
        String[] samples = {
            "a,b,c\n1,2,3\n4,5,6\n7,8,9\n",
            "\uFEFFname;x;\"y \"\"z\"\"\"\nr;1;2\ns;3;4\n",
            "1\t2\n3\t4\n",
            "a\n1\n\n2\n",
            "a,b\n\"1\",NA\n-1e5,.5\n"
        };
        return samples[random.nextInt(samples.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] damage(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length);
        byte[] changed = bytes.clone();
        switch (random.nextInt(5)) {
            case 0 -> changed[at] = (byte) random.nextInt(256);
            case 1 -> changed[at] = (byte) MARKS.charAt(random.nextInt(MARKS.length()));
            case 2 -> changed = Arrays.copyOf(bytes, at);
            case 3 -> {
                changed = Arrays.copyOf(bytes, bytes.length + at);
                System.arraycopy(bytes, 0, changed, bytes.length, at);
            }
            default -> {
                changed = new byte[bytes.length + 1];
                System.arraycopy(bytes, 0, changed, 0, at);
                changed[at] = (byte) MARKS.charAt(random.nextInt(MARKS.length()));
                System.arraycopy(bytes, at, changed, at + 1, bytes.length - at);
            }
        }
        return changed;
    }

    private static byte[] gzip(String text) {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var out = new java.util.zip.GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Dataset read(byte[] bytes, Separator separator, Header header) {
        CsvSettings settings = new CsvSettings(
                "t.csv",
                separator,
                header,
                "none",
                "none",
                List.of(),
                List.of(),
                java.util.Set.of("", "NA"),
                Missing.KEEP,
                Decimal.POINT,
                CsvSettings.Quotes.DOUBLE,
                List.of(),
                false);
        Origin origin = new Origin("t.csv", () -> new java.io.ByteArrayInputStream(bytes));
        return new CsvTable(settings, origin, head -> Columns.forTraining(head, settings)).read();
    }
}
