package org.coterie.datasets.fcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.coterie.datasets.csv.Csv.message;

import java.nio.file.Path;
import java.util.List;
import org.coterie.api.data.Dataset;
import org.coterie.datasets.ConfSettings;
import org.coterie.datasets.RealData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of many instruments; ranges and sums are NumPy's, of the bytes of DATA taken apart by hand. */
class RealFcsTest {

    private static Dataset open(String name, String settings) {
        Path file = RealData.file("fcs/" + name);
        assertThat(new FcsFormat().recognises(file)).isTrue();
        return new FcsFormat()
                .settings(
                        ConfSettings.at("data.fcs", "file = \"" + file.toAbsolutePath() + "\"\n" + settings),
                        Path.of("."))
                .open();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            bitmask_fcs2.lmd;                      50000 × 7, 528.0 … 528.0;               184800000
            cyflow_cube_8.fcs;                     725 × 10, 0.0 … 99861.0;                19887165
            cytek_xp5.fcs;                         23126 × 8, 0.0 … 18988.0;               243463658
            cytof_130515_C2_stim_CD19neg.fcs;      15942 × 53, -1.0008351 … 1201.4309;     22854256.139388073
            cytof_Data23_Panel3_NR4_Patient9.fcs;  234 × 30, 0.0 … 3782.1729;              227331.72479773746
            duplicate_names.fcs;                   8129 × 9, -0.22008184 … 237.20888;      911148.630328578
            facscalibur_0877408774.B08;            10000 × 8, 0.0 … 1023.0;                24072233
            facscalibur_hts.fcs;                   37395 × 8, 0.0 … 1023.0;                27640016
            fake_large_offsets.fcs;                11585 × 11, -9042.88 … 262143.0;        2108106228.2538333
            flowio_3FITC_4PE_004.fcs;              94569 × 4, 0.0 … 1023.0;                155239898
            flowio_G11.fcs;                        5785 × 12, -65536.0 … 1048575.0;        6465367565
            flowio_data1.fcs;                      13367 × 8, 0.0 … 1023.0;                18291472
            flowio_variable_int_example.fcs;       2 × 26, 22.0 … 1.5691602E7;             26029545
            fortessa_fcs3.0.fcs;                   11585 × 11, -9042.88 … 262143.0;        2108106228.2538333
            lsr2_hts.fcs;                          14945 × 11, -73967.94 … 262143.0;       3216613602.000193
            miltenyi_fcs2.0.fcs;                   10000 × 16, -361944.7 … 36279.945;      5630177.614241871
            miltenyi_fcs3.0.fcs;                   10000 × 16, -1.9227268E7 … 262143.97;   3977330487.125374
            miltenyi_fcs3.1.fcs;                   10000 × 19, -125640.63 … 76028.555;     5929425.58512998
            """)
    void readsEventsAsStored(String name, String summary, double sum) {
        Dataset data = open(name, "");
        assertThat(RealData.summary(data)).isEqualTo(summary);
        double total = 0;
        for (float value : data.x().toArray()) {
            total += value;
        }
        assertThat(total).isCloseTo(sum, within(1e-9 * Math.abs(sum)));
    }

    @Test
    void takesMarkersForNames() {
        List<String> names =
                open("cytof_130515_C2_stim_CD19neg.fcs", "").features().names();
        assertThat(names)
                .contains("CD14 [(Cd112)Di]", "CD14 [(Cd114)Di]", "CD45")
                .doesNotHaveDuplicates();
        assertThat(open("duplicate_names.fcs", "").features().names()).contains("GFP/FITC-A");
        assertThat(open("flowio_G11.fcs", "").features().names()).contains("Alexa Fluor™ 405-A");
        assertThat(open("facscalibur_0877408774.B08", "").features().names()).contains("FL1-A", "FL1-H", "FL2-H");
    }

    @ParameterizedTest
    @CsvSource({"start, 5555 to 6188", "stop, 6081 to 6944"})
    void namesBothPlacesWhereHeaderAndTextDisagree(String which, String header) {
        String name = "flowio_data_" + which + "_offset_discrepancy_example.fcs";
        RealData.file("fcs/" + name);
        assertThat(message(() -> open(name, ""))).contains("bytes " + header + " says HEADER, 6081 to 6188 says TEXT");
        assertThat(open(name, "offsets = text").x().toArray())
                .isEqualTo(open("flowio_variable_int_example.fcs", "").x().toArray());
    }

    @Test
    void saysThatAFileIsCutShort() {
        RealData.file("fcs/cytek_nl2000_header_only.fcs");
        assertThat(message(() -> open("cytek_nl2000_header_only.fcs", "")))
                .isEqualTo("cytek_nl2000_header_only.fcs: the file ends too early\n  got:      3931 bytes\n"
                        + "  expected: 20000 events in the bytes 5912 to 2165911");
    }

    @Test
    void saysThatNoiseIsNoFile() {
        Path file = RealData.file("fcs/corrupted.fcs");
        assertThat(new FcsFormat().recognises(file)).isFalse();
        ConfSettings in = ConfSettings.at("data.fcs", "file = \"" + file.toAbsolutePath() + "\"");
        assertThat(message(() -> new FcsFormat().settings(in, Path.of(".")).open()))
                .contains("not an FCS file");
    }
}
