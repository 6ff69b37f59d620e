package org.coterie.datasets.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.datasets.RealData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published tables, as pandas reads them with {@code float_precision="round_trip"}, rounded to float. */
class RealCsvTest {

    private static Dataset open(String name, String settings) {
        Path file = RealData.file(name);
        assertThat(new CsvFormat().recognises(file)).isTrue();
        return new Csv(file.toAbsolutePath().getParent())
                .opener("file = \"" + file.getFileName() + "\"\n" + settings)
                .open();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            iris/iris.csv;                      label = last; 150 × 4, 0.1 … 7.9, 50 / 50 / 50
            digits/digits.csv.gz;               label = last; 1797 × 64, 0.0 … 16.0, 178 / 182 / 177 / 183 / 181 / 182 / 181 / 179 / 174 / 180
            mfeat_zernike/mfeat-zernike.tsv.gz; label = last; 2000 × 47, 0.00109432 … 777.8618, 200 / 200 / 200 / 200 / 200 / 200 / 200 / 200 / 200 / 200
            cnae9/CNAE-9.csv;                   label = first; 1080 × 856, 0.0 … 4.0, 120 / 120 / 120 / 120 / 120 / 120 / 120 / 120 / 120
            srbct/khan_srbct.csv;               label = class, ignore = [split]; 83 × 2308, -5.991465 … 3.486154, 11 / 29 / 18 / 25
            penguins/penguins.csv;              label = species, ignore = [island, sex, year], missing = drop; 342 × 4, 13.1 … 6300.0, 151 / 68 / 123
            ciona/z_dat.csv;                    id = Row.names; 1831 × 116, -35.793217 … 21.215883
            singlecell/biase_top1000/biase_top1000.csv; transpose = yes; 49 × 1000, 0.0 … 5.3852324
            """)
    void haveTheirKnownSizesAndRanges(String name, String settings, String summary) {
        assertThat(RealData.summary(open(name, settings))).isEqualTo(summary);
    }

    @Test
    void annotatesRows() {
        Dataset data = open(
                "penguins/penguins_size.csv",
                "label = species, annotations = [island, sex], missing = drop, missing-tokens = [NA, \".\"]");
        assertThat(data.x().rows()).isEqualTo(342);
        assertThat(((Labels) data.annotation("sex").orElseThrow()).classes()).containsExactly("FEMALE", "MALE");
        assertThat(((Labels) data.annotation("island").orElseThrow()).classes())
                .containsExactly("Biscoe", "Dream", "Torgersen");
    }

    @Test
    void readsCellsOfTwoDonors() {
        Dataset data = open("levine32-sub/Levine_32dim_H1_sub.csv", "annotations = [file_number]");
        assertThat(data.x().rows()).isEqualTo(200);
        assertThat(data.features().names()).contains("CD45RA", "CD41").doesNotContain("file_number");
    }
}
