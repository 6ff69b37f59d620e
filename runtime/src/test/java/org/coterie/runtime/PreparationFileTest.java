package org.coterie.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.coterie.model.store.Manifest;
import org.coterie.model.store.NdArray;
import org.coterie.model.store.Npz;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of a model's transforms, in a file of their own. */
class PreparationFileTest {
    private static final Table ROWS = Blobs.rows(60, 1);
    private static final Manifest.Format FORMAT = new Manifest.Format("coterie-model", 2, 2);

    @TempDir
    Path folder;

    private Path model;
    private float[] memberships;

    @BeforeEach
    void save() {
        model = folder.resolve("model");
        try (Fitted fitted =
                Coterie.on(ROWS).transform("z-score").transform("min-max").fit(Blobs.method(2))) {
            fitted.save(model);
            memberships = fitted.memberships(ROWS).toArray();
        }
    }

    @Test
    void holdsTheNumbersInDoubleUnderThePlaceOfTheirTransform() {
        Map<String, NdArray> arrays = Npz.read(model.resolve("preparation.npz"));
        assertThat(arrays.keySet()).containsExactly("0/deviation", "0/mean", "1/greatest", "1/least");
        double sum = 0;
        for (int i = 0; i < ROWS.rows(); i++) {
            sum += ROWS.at(i, 2);
        }
        assertThat(arrays.get("0/mean").doubles()[2]).isEqualTo(sum / ROWS.rows());
    }

    @Test
    void theCardKeepsOnlyNames() {
        Manifest manifest = Manifest.verify(model, FORMAT);
        assertThat(manifest.files()).containsKey("preparation.npz");
        assertThat(manifest.meta().get("preparation"))
                .hasToString("[{transform=z-score, numbers=[deviation, mean]}, {transform=min-max, numbers=[greatest,"
                        + " least]}]");
    }

    @Test
    void givesTheSameBitsWhenLoaded() {
        try (Fitted loaded = Coterie.load(model)) {
            assertThat(loaded.memberships(ROWS).toArray()).isEqualTo(memberships);
        }
    }

    @Test
    void aMissingOrShortArrayIsAFaultOfTheModel() throws IOException {
        Map<String, NdArray> arrays = new TreeMap<>(Npz.read(model.resolve("preparation.npz")));
        arrays.remove("0/mean");
        rewrite(arrays);
        assertRefused("transform z-score, 0/mean: the numbers of a transform are missing");
        arrays.put("0/mean", NdArray.of(new double[] {1}, 1));
        rewrite(arrays);
        assertRefused("transform z-score, mean: the saved numbers of a transform are damaged");
        arrays.put("0/mean", NdArray.of(new float[6], 6));
        rewrite(arrays);
        assertRefused("an array holds other numbers than expected");
    }

    @Test
    void aModelOfTheFirstFormatIsRefusedAsTooOld() {
        Map<String, Object> card = Manifest.verify(model, FORMAT).meta();
        Manifest.write(model, new Manifest.Format("coterie-model", 1, 1), card);
        assertRefused("is too old");
    }

    private void rewrite(Map<String, NdArray> arrays) throws IOException {
        Map<String, Object> card = Manifest.verify(model, FORMAT).meta();
        try (OutputStream out = Files.newOutputStream(model.resolve("preparation.npz"))) {
            Npz.write(out, arrays);
        }
        Manifest.write(model, FORMAT, card);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Coterie.load(model))
                .isInstanceOfSatisfying(
                        CoterieException.class, e -> assertThat(e.kind()).isEqualTo(CoterieException.Kind.ARTIFACT))
                .hasMessageContaining(message);
    }
}
