package org.coterie.tensorized;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which restart is kept. */
class ChoiceTest {

    @Test
    void theRestartOfLeastCostIsKeptAndOneThatDivergedNever() {
        assertThat(Choice.cheapest(new float[] {Float.NaN, 3, 2, 2, Float.NaN})).isEqualTo(2);
        assertThat(Choice.cheapest(new float[] {Float.NaN, Float.POSITIVE_INFINITY}))
                .isEqualTo(1);
    }
}
