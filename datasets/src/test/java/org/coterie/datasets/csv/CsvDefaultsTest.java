package org.coterie.datasets.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.coterie.datasets.ConfSettings;
import org.junit.jupiter.api.Test;

class CsvDefaultsTest {

    @Test
    void areThoseOfTheReference() {
        assertThat(CsvSettings.defaults("rows.csv"))
                .isEqualTo(CsvSettings.read(ConfSettings.at("data.csv", "file = rows.csv")));
    }
}
