package org.coterie.datasets.fcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coterie.datasets.csv.Csv.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.coterie.api.Features;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Numbers;
import org.coterie.datasets.ConfSettings;
import org.coterie.datasets.Mutations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FcsFormatTest {
    @TempDir
    Path folder;

    private DataFormat.Opener opener(String settings) {
        ConfSettings in = ConfSettings.at("data.fcs", "file = x.fcs\n" + settings);
        DataFormat.Opener opener = new FcsFormat().settings(in, folder);
        assertThat(in.problems).isEmpty();
        return opener;
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("x.fcs"), bytes);
    }

    private Dataset open(Fcs file, String settings) throws IOException {
        write(file.bytes());
        return opener(settings).open();
    }

    private float[] values(Fcs file, String settings) throws IOException {
        return open(file, settings).x().toArray();
    }

    private String said(Fcs file, String settings) throws IOException {
        write(file.bytes());
        return message(() -> opener(settings).open());
    }

    @Test
    void namesColumnsByMarkersAndElseByDetectors() throws IOException {
        Dataset data = open(Fcs.small(), "");
        assertThat(data.name()).isEqualTo("x");
        assertThat(data.features().names()).containsExactly("size", "SSC");
        assertThat(data.x().toArray()).containsExactly(1, 2, 3, 1023);
    }

    @Test
    void findsColumnsByEitherName() throws IOException {
        assertThat(values(Fcs.small(), "columns = [SSC, FSC]")).containsExactly(2, 1, 1023, 3);
        assertThat(values(Fcs.small(), "ignore = [size]")).containsExactly(2, 1023);
        Dataset data = open(Fcs.small(), "label = FSC, annotations = [SSC], columns = [2]");
        assertThat(data.labels().orElseThrow().classes()).containsExactly("1", "3");
        assertThat(((Numbers) data.annotations().get(0)).of()).containsExactly(2, 1023);
        assertThat(data.x().toArray()).containsExactly(2, 1023);
        assertThat(values(Fcs.small(), "first = 1")).containsExactly(1, 2);
        assertThat(said(Fcs.small(), "ignore = [sice]"))
                .isEqualTo("data.ignore: unknown column\n  got:      \"sice\"\n"
                        + "  expected: a column of x.fcs: \"size\", \"SSC\"\n  try:      did you mean \"size\"?");
    }

    @Test
    void tellsEqualMarkersApart() throws IOException {
        Fcs file = Fcs.small().replace("$P2N/SSC/", "$P2N/SSC/$P2S/size/");
        assertThat(open(file, "").features().names()).containsExactly("size [FSC]", "size [SSC]");
        assertThat(said(file, "columns = [size]"))
                .isEqualTo("data.columns: several columns have that name\n  got:      \"size\"\n"
                        + "  expected: one of \"size [FSC]\", \"size [SSC]\"");
        assertThat(open(file.replace("$P2N/SSC", "$P2N/FSC"), "").features().names())
                .containsExactly("size [FSC]", "size [FSC]-2");
    }

    @Test
    void predictsByName() throws IOException {
        Path file = write(Fcs.small().bytes());
        Features wanted = Features.of(List.of("SSC", "FSC"));
        Dataset data = opener("label = gone, annotations = [gone]").open(file, wanted);
        assertThat(data.features()).isEqualTo(wanted);
        assertThat(data.x().toArray()).containsExactly(2, 1, 1023, 3);
        assertThat(message(() -> opener("").open(file, Features.of(List.of("SSC", "CD3", "CD4")))))
                .isEqualTo("x.fcs: columns of the model are missing\n  got:      the columns \"size\", \"SSC\"\n"
                        + "  expected: also \"CD3\", \"CD4\"");
    }

    @Test
    void readsWholeNumbersOfMixedWidthsInBothByteOrders() throws IOException {
        Fcs mixed = new Fcs()
                .channel(1, 8, 256, "A", "")
                .channel(2, 24, 1 << 24, "B", "")
                .channel(3, 32, Integer.MAX_VALUE, "C", "")
                .channel(4, 64, Integer.MAX_VALUE, "D", "")
                .channel(5, 16, 65536, "E", "")
                .keywords("$PAR/5/$TOT/1/$DATATYPE/I/$BYTEORD/1,2,3,4/")
                .data(200, 1, 2, 3, 4, 0, 0, 1, 5, 0, 0, 0, 0, 0, 0, 0, 1, 2);
        assertThat(values(mixed, "")).containsExactly(200, 0x030201, 0x01000004, 5, 0x0201);
        assertThat(values(
                        mixed.replace("1,2,3,4", "4,3,2,1")
                                .data(200, 1, 2, 3, 4, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 5, 1, 2),
                        ""))
                .containsExactly(200, 0x010203, 0x04000001, 5, 0x0102);
    }

    @Test
    void masksWhatTheRangeLeavesOut() throws IOException {
        // 16912 is 528 + 16 * 1024, as in a file of a Coulter instrument
        assertThat(values(Fcs.small().data(0x10, 0x42, 0, 4, 1, 0, 1, 0), "")).containsExactly(528, 0, 1, 1);
    }

    @Test
    void readsFloatsAndLeavesTheirScaleAlone() throws IOException {
        Fcs floats = new Fcs()
                .channel(1, 32, 1024, "A", "")
                .keywords("$P1E/4.57918,0.316228/$PAR/1/$TOT/2/$DATATYPE/F/$BYTEORD/4,3,2,1/")
                .data(0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0);
        assertThat(values(floats, "linearise = yes")).containsExactly(1, -2);
        Fcs doubles = new Fcs()
                .channel(1, 64, 1024, "A", "")
                .keywords("$PAR/1/$TOT/1/$DATATYPE/D/$BYTEORD/1,2,3,4,5,6,7,8/")
                .data(0, 0, 0, 0, 0, 0, 0, 0xc0);
        assertThat(values(doubles, "")).containsExactly(-2);
        assertThat(said(floats.replace("$P1B/32", "$P1B/16"), ""))
                .contains("$P1B")
                .contains("32 bits for $DATATYPE F");
    }

    @Test
    void putsAmplifiedNumbersOnALinearScaleIfAsked() throws IOException {
        Fcs file = Fcs.small()
                .replace("$P1N", "$P1E/ 4,0 /$P1N")
                .replace("$P2N", "$P2E/4,0.1/$P2N")
                .data(0, 2, 0, 2, 0, 0, 0, 0);
        // 10^(4 * 512 / 1024) is 100
        assertThat(values(file, "linearise = yes")).containsExactly(100, 10, 1, 0.1f);
        assertThat(values(file, "")).containsExactly(512, 512, 0, 0);
    }

    @Test
    void tellsEmptyValuesFromDoubledDelimiters() throws IOException {
        assertThat(open(Fcs.small().replace("$P1S/size/", "$P1S//"), "")
                        .features()
                        .names())
                .containsExactly("FSC", "SSC");
        assertThat(open(Fcs.small().replace("size", "GFP//FITC-A"), "")
                        .features()
                        .names())
                .containsExactly("GFP/FITC-A", "SSC");
        assertThat(open(Fcs.small().replace("size", "a//b").replace("$P2N/SSC/", "$P2S//$P2N/SSC/"), "")
                        .features()
                        .names())
                .containsExactly("a/b", "SSC");
        assertThat(open(Fcs.small().replace("$P1N/FSC/", "$P1N///x/"), "")
                        .features()
                        .names())
                .containsExactly("size", "SSC");
    }

    @Test
    void takesAnyDelimiterAndUtf8OrLatin1() throws IOException {
        assertThat(open(Fcs.small().mark('\f').replace("size", "Fluor™ é"), "")
                        .features()
                        .names())
                .containsExactly("Fluor™ é", "SSC");
        byte[] latin = Fcs.small().replace("size", "s#ze").bytes();
        for (int i = 0; i < latin.length; i++) {
            latin[i] = latin[i] == '#' ? (byte) 0xe9 : latin[i];
        }
        write(latin);
        assertThat(opener("").open().features().names()).containsExactly("séze", "SSC");
    }

    @Test
    void readsTheSupplementalText() throws IOException {
        Fcs file = Fcs.small().replace("$P1S/size/", "").supplement("/$P1S/volume/$P2N/other/");
        assertThat(open(file, "").features().names()).containsExactly("volume", "SSC");
    }

    @Test
    void takesThePlaceOfTheDataFromWhereItIsTold() throws IOException {
        assertThat(values(Fcs.small().places(false, true), "")).containsExactly(1, 2, 3, 1023);
        assertThat(values(Fcs.small().version("FCS2.0").places(true, false), ""))
                .containsExactly(1, 2, 3, 1023);
        assertThat(said(Fcs.small().places(false, false), "")).contains("the file does not say where its data are");
    }

    @Test
    void stopsWhereHeaderAndTextDisagreeUnlessToldWhomToBelieve() throws IOException {
        Fcs file = Fcs.small().wrong(-4);
        int start = file.bytes().length - 8;
        assertThat(said(file, ""))
                .isEqualTo("x.fcs: HEADER and TEXT disagree on where the data are\n  got:      bytes " + (start - 4)
                        + " to " + (start + 7) + " says HEADER, " + start + " to " + (start + 7) + " says TEXT\n"
                        + "  try:      data.offsets = text believes TEXT, which is usually right; header believes"
                        + " HEADER");
        assertThat(values(file, "offsets = text")).containsExactly(1, 2, 3, 1023);
        assertThat(said(file, "offsets = header")).contains("the number of events does not fit the data");
    }

    @Test
    void takesTheDataSetAskedFor() throws IOException {
        byte[] second = Fcs.small().data(9, 0, 8, 0, 7, 0, 6, 0).bytes();
        int length = Fcs.small().replace("$NEXTDATA/0", "$NEXTDATA/0000").bytes().length;
        byte[] first = Fcs.small()
                .replace("$NEXTDATA/0", String.format("$NEXTDATA/%04d", length))
                .bytes();
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        write(both.toByteArray());
        assertThat(opener("data-set = 1").open().x().toArray()).containsExactly(1, 2, 3, 1023);
        assertThat(opener("data-set = 2").open().x().toArray()).containsExactly(9, 8, 7, 6);
        assertThat(message(() -> opener("").open())).contains("the file has several data sets, and one must be chosen");
        assertThat(message(() -> opener("data-set = 3").open())).contains("the file has fewer data sets");
    }

    @Test
    void countsEventsWhereNothingElseDoes() throws IOException {
        assertThat(values(Fcs.small().version("FCS2.0").replace("$TOT/2/", ""), ""))
                .containsExactly(1, 2, 3, 1023);
        assertThat(said(Fcs.small().replace("$TOT/2/", "$TOT/1/"), ""))
                .contains("$TOT is 1, bytes ")
                .contains(" hold 2 events of 4 bytes");
        assertThat(said(Fcs.small().replace("$TOT/2/", "$TOT/3/"), "")).contains("$TOT is 3, bytes ");
    }

    @Test
    void saysWhatIsNotRead() throws IOException {
        assertThat(said(Fcs.small().replace("$BYTEORD/1,2/", "$BYTEORD/3,4,1,2/"), ""))
                .isEqualTo("x.fcs, $BYTEORD: a keyword has a value that cannot be used\n  got:      \"3,4,1,2\"\n"
                        + "  expected: 1,2,3,4 or 4,3,2,1; mixed orders are not read");
        assertThat(said(Fcs.small().replace("$DATATYPE/I", "$DATATYPE/A"), "")).contains("written as text");
        assertThat(said(Fcs.small().replace("$MODE/L", "$MODE/U"), "")).contains("histograms are not read");
        assertThat(said(Fcs.small().replace("$P1B/16", "$P1B/10"), "")).contains("x.fcs, $P1B: ");
        assertThat(said(Fcs.small().version("FCS1.0"), ""))
                .isEqualTo("x.fcs: a version of the standard that is not read\n  got:      \"FCS1.0\"\n"
                        + "  expected: FCS2.0, FCS3.0 or FCS3.1");
        assertThat(said(Fcs.small().replace("$PAR/2/", ""), ""))
                .contains("the file lacks a keyword")
                .contains("$PAR");
        assertThat(said(Fcs.small().replace("$P2B/16/", ""), "")).contains("expected: $P2B");
        byte[] whole = Fcs.small().bytes();
        write(Arrays.copyOf(whole, whole.length - 1));
        assertThat(message(() -> opener("").open())).startsWith("x.fcs: the file ends too early\n  got:      ");
        write(new byte[10]);
        assertThat(message(() -> opener("").open()))
                .isEqualTo("x.fcs: not an FCS file\n  expected: FCS2.0, FCS3.0 or FCS3.1 at the beginning");
    }

    @Test
    void isKnownByItsFirstBytes() throws IOException {
        FcsFormat format = new FcsFormat();
        assertThat(format.recognises(write(Fcs.small().bytes()))).isTrue();
        assertThat(format.recognises(write(new byte[] {'F', 'C', 'S'}))).isFalse();
        assertThat(format.recognises(folder)).isFalse();
    }

    @Test
    void takesDamagedFilesWell() {
        Mutations.in(folder)
                .sample("a.fcs", Fcs.small().bytes())
                .sample("b.fcs", Fcs.small().supplement("/$P2S/b/").mark('|').bytes())
                .sample("c.fcs", Fcs.small().places(false, true).bytes())
                .sample(
                        "d.fcs",
                        new Fcs()
                                .channel(1, 32, 1024, "A", "")
                                .keywords("$PAR/1/$TOT/2/$DATATYPE/F/$BYTEORD/4,3,2,1/")
                                .data(1, 2, 3, 4, 5, 6, 7, 8)
                                .bytes())
                .check(file -> {
                    String named = "file = \"" + file + "\", linearise = yes, offsets = text, data-set = 1";
                    opener(named).open().x().toArray();
                    opener("label = last").open(file, Features.of(List.of("size")));
                });
    }
}
