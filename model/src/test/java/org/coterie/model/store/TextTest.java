package org.coterie.model.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.coterie.api.CoterieException;
import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void numbersAreShortAndReadBackToTheSameBits() {
        assertThat(Decimals.of(0.1)).isEqualTo("0.1");
        assertThat(Decimals.of(0.1f)).isEqualTo("0.1");
        assertThat(Decimals.of(3.0)).isEqualTo("3.0");
        assertThat(Decimals.of(-0.0)).isEqualTo("-0.0");
        assertThat(Decimals.of(1e7)).isEqualTo("1.0E7");
        assertThat(Decimals.of(1.5e-7)).isEqualTo("1.5E-7");
        assertThat(Decimals.of(-123456.75f)).isEqualTo("-123456.75");
        // JDK-4511638: Java before 19 writes a digit too many here; Python writes these
        assertThat(Decimals.of(Math.scalb(1.0, -44))).isEqualTo("5.684341886080802E-14");
        assertThat(Decimals.of(Double.parseDouble("2e23"))).isEqualTo("2.0E23");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            double x = Double.longBitsToDouble(random.nextLong());
            assertThat(Double.parseDouble(Decimals.of(x))).isEqualTo(Double.valueOf(x));
            float y = Float.intBitsToFloat(random.nextInt());
            assertThat(Float.parseFloat(Decimals.of(y))).isEqualTo(Float.valueOf(y));
        }
    }

    @Test
    void cellsAreQuotedAsRfc4180Says() throws IOException {
        Locale locale = Locale.getDefault();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            new Csv(out, List.of("row", "a, b"))
                    .row(List.of("say \"x\"", 1.5f))
                    .row(List.of("two\nlines", -3))
                    .row(List.of(" é", Double.NaN));
        } finally {
            Locale.setDefault(locale);
        }
        assertThat(out.toString(UTF_8))
                .isEqualTo("row,\"a, b\"\n\"say \"\"x\"\"\",1.5\n\"two\nlines\",-3\n\" é\",NaN\n");
    }

    @Test
    void textThatASpreadsheetWouldTakeForAFormulaIsWrittenHarmless() {
        assertThat(Csv.cell("=HYPERLINK(\"x\")")).isEqualTo("\"'=HYPERLINK(\"\"x\"\")\"");
        assertThat(Csv.cell("+1+cmd|' /C calc'!A0")).isEqualTo("'+1+cmd|' /C calc'!A0");
        assertThat(Csv.cell("-log10p")).isEqualTo("'-log10p");
        assertThat(Csv.cell("@SUM(1)")).isEqualTo("'@SUM(1)");
        assertThat(Csv.cell("  =1")).isEqualTo("'  =1");
        assertThat(Csv.cell("\t=1")).isEqualTo("'\t=1");
        assertThat(Csv.cell("\rx")).isEqualTo("\"'\rx\"");
        assertThat(Csv.cell("\uFF1D1+1")).isEqualTo("'\uFF1D1+1");
    }

    @Test
    void textIsReadBackFromItsCellAsItWas() {
        for (String text :
                List.of("=1", "'=1", "''=1", "-x", "'-x", "-1", "'-1", "'", "''", "'a", "\tx", "'\tx", " =a")) {
            assertThat(Csv.original(cell(text))).isEqualTo(text);
        }
    }

    private static String cell(String text) {
        String cell = Csv.cell(text);
        return cell.startsWith("\"") ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
    }

    @Test
    void numbersAndOrdinaryTextAreNoFormulas() {
        for (String plain : List.of("-1", "+1.5", "-.5e-7", "a=b", "x-1", "'quoted'", "", "a@b.org", "#1")) {
            assertThat(Csv.cell(plain)).isEqualTo(plain);
        }
        assertThat(Csv.cell(-1.5)).isEqualTo("-1.5");
        assertThat(Csv.cell(-3)).isEqualTo("-3");
    }

    @Test
    void jsonIsWrittenTheSameEveryTime() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("acc", 0.5);
        map.put("k", List.of(1, 2L, 0.1f));
        map.put("none", Json.NULL);
        map.put("nan", Double.NaN);
        map.put("text", "a\"\\\n\u0001\uD83D\uDE00\uD83D");
        map.put("empty", List.of(Map.of(), List.of()));
        assertThat(Json.line(map))
                .isEqualTo("{\"acc\":0.5,\"k\":[1,2,0.1],\"none\":null,\"nan\":null,"
                        + "\"text\":\"a\\\"\\\\\\n\\u0001\uD83D\uDE00\\ud83d\",\"empty\":[{},[]]}");
        assertThat(new String(Json.pretty(Map.of("a", List.of(true))), UTF_8))
                .isEqualTo("{\n  \"a\": [\n    true\n  ]\n}\n");
    }

    @Test
    void jsonReadsBackWhatWasWritten() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("long", Long.MIN_VALUE);
        map.put("tiny", Double.MIN_VALUE);
        map.put("third", 1 / 3.0);
        map.put("text", "\u0000\u2028\"\\/é\uD83D\uDE00\uDE00");
        map.put("list", List.of(List.of(), Map.of("x", Json.NULL), false));
        assertThat(Json.object(Json.pretty(map), "test")).isEqualTo(map);
        assertThat(Json.parse(Json.line(map).getBytes(UTF_8), "test")).isEqualTo(map);
    }

    @Test
    void whatIsNotStrictJsonIsRefusedWithItsLine() {
        for (String bad : List.of(
                "",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{a:1}",
                "01",
                "1.",
                "+1",
                "NaN",
                "nul",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"",
                "1 2",
                "{\"a\":1,\"a\":2}",
                "1e999",
                "99999999999999999999",
                "// x\n1",
                "[".repeat(100_000),
                "\u0000",
                "1\u0000",
                "{\"a\" 1}",
                "-")) {
            assertThatThrownBy(() -> Json.parse(bad.getBytes(UTF_8), "test"))
                    .as(bad.length() > 50 ? "deep" : bad)
                    .isInstanceOf(CoterieException.class);
        }
        assertThatThrownBy(() -> Json.parse("{\n\"a\": x}".getBytes(UTF_8), "progress.json"))
                .hasMessage("progress.json:2: is not JSON\n  got:      x}\n  expected: a value");
        assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xff, '"'}, "test"))
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> Json.object("[]".getBytes(UTF_8), "test")).hasMessageContaining("not a JSON object");
    }
}
