package org.coterie.datasets.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.SparseTable;
import org.coterie.api.data.Table;
import org.coterie.api.data.Transform;
import org.coterie.datasets.ConfSettings;
import org.coterie.transforms.CentreBy;
import org.coterie.transforms.Computed;
import org.coterie.transforms.Drop;
import org.coterie.transforms.MinMax;
import org.coterie.transforms.Select;
import org.junit.jupiter.api.Test;

/** What holds of every transform. */
class TransformPropertyTest {

    @Provide
    Arbitrary<Transform> transforms() {
        return Arbitraries.of(Fit.ALL);
    }

    @Property(tries = 300)
    void savedAndRestoredItGivesTheSameBits(@ForAll("transforms") Transform transform, @ForAll long seed) {
        Dataset data = random(seed, 7, 5);
        Dataset fresh = random(seed + 1, 4, 5);
        Transform.Fitted fitted = Fit.on(transform, Fit.example(transform), data);
        Transform.Fitted again = transform.restore(fitted.in(), fitted.state());
        assertThat(bits(again.apply(fresh).x()))
                .isEqualTo(bits(fitted.apply(fresh).x()));
        assertThat(again.out()).isEqualTo(fitted.out());
        assertThat(again.state().keySet()).isEqualTo(fitted.state().keySet());
        again.state().values().forEach(numbers -> Arrays.fill(numbers, 0));
        fitted.state().values().forEach(numbers -> Arrays.fill(numbers, 0));
        assertThat(bits(again.apply(fresh).x()))
                .isEqualTo(bits(fitted.apply(fresh).x()));
    }

    @Property(tries = 300)
    void aRowsResultDependsOnThatRowAlone(@ForAll("transforms") Transform transform, @ForAll long seed) {
        Dataset data = random(seed, 9, 4);
        Transform.Fitted fitted = Fit.on(transform, Fit.example(transform), data);
        Table all = fitted.apply(data).x();
        for (int i = 0; i < 9; i++) {
            assertThat(bits(fitted.apply(data.select(i)).x())).isEqualTo(bits(all.select(i)));
        }
    }

    @Property(tries = 300)
    void sparseRowsGiveTheBitsOfDenseOnes(@ForAll("transforms") Transform transform, @ForAll long seed) {
        Dataset dense = random(seed, 8, 6);
        Dataset sparse = dense.with(Fit.sparse(dense.x()), dense.features());
        Transform.Fitted fitted = Fit.on(transform, Fit.example(transform), sparse);
        Dataset result = fitted.apply(sparse);
        Dataset other = Fit.on(transform, Fit.example(transform), dense).apply(dense);
        assertThat(bits(result.x())).isEqualTo(bits(other.x()));
        assertThat(result.features()).isEqualTo(other.features());
        boolean keepsZeros = !java.util.Set.of("centre-by", "log-noise", "pca").contains(transform.id());
        boolean mayShift = java.util.Set.of("centre", "z-score", "min-max").contains(transform.id());
        if (keepsZeros && !mayShift) {
            assertThat(result.x()).isInstanceOf(SparseTable.class);
        }
    }

    @Property(tries = 200)
    void largeTablesComputedAsTheyAreReadGiveTheSameBits(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int columns) {
        Table x = random(seed, 6, 4).x();
        Computed.RowChange change = (i, from, to, offset) -> {
            for (int j = 0; j < columns; j++) {
                to[offset + j] = from[j % 4] * (i + 2);
            }
        };
        Table atOnce = Computed.of(x, columns, change, 6L * columns);
        Table lazily = Computed.of(x, columns, change, 6L * columns - 1);
        assertThat(atOnce).hasToString("6×" + columns + " table");
        assertThat(lazily).hasToString("6×" + columns + " table computed as it is read");
        assertThat(bits(lazily)).isEqualTo(bits(atOnce));
        assertThat(bits(lazily.select(5, 0))).isEqualTo(bits(atOnce.select(5, 0)));
        assertThat(lazily.at(3, columns - 1)).isEqualTo(atOnce.at(3, columns - 1));
    }

    @Property(tries = 300)
    void constantColumnsNeverDivideByZero(
            @ForAll("transforms") Transform transform, @ForAll @IntRange(min = 0, max = 3) int constant) {
        float[][] rows = new float[5][3];
        for (int i = 0; i < 5; i++) {
            rows[i] = new float[] {constant / 3f, 1 + i, constant / 3f};
        }
        Dataset data = Fit.inBatches(Table.of(rows), "aabbc");
        Table x = Fit.on(transform, Fit.example(transform), data).apply(data).x();
        for (float value : x.toArray()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void theReferenceListsTheTransformsAndTheirKeys() {
        assertThat(ConfSettings.reference().getConfig("transforms").root().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Fit.ALL.stream().map(Transform::id).toList());
        for (Transform transform : Fit.ALL) {
            ConfSettings in = ConfSettings.at("transforms." + transform.id(), Fit.example(transform));
            transform.settings(in);
            assertThat(in.read).isEqualTo(in.config.root().keySet());
            assertThat(in.problems).isEmpty();
        }
    }

    @Test
    void allAreProvidedOnTheModulePathAndOnTheClassPath() throws Exception {
        String[] all = Fit.ALL.stream().map(t -> t.getClass().getName()).toArray(String[]::new);
        Path code = Path.of(
                MinMax.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertThat(ModuleFinder.of(code)
                        .find("org.coterie.transforms")
                        .orElseThrow()
                        .descriptor()
                        .provides())
                .filteredOn(provided -> provided.service().equals(Transform.class.getName()))
                .flatExtracting(ModuleDescriptor.Provides::providers)
                .containsExactlyInAnyOrder(all);
        try (InputStream services =
                MinMax.class.getResourceAsStream("/META-INF/services/" + Transform.class.getName())) {
            assertThat(new String(services.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .filteredOn(line -> !line.startsWith("#"))
                    .containsExactlyInAnyOrder(all);
        }
    }

    @Test
    void whatHasNoDefaultIsAskedFor() {
        for (Transform transform : new Transform[] {new Select(), new Drop(), new CentreBy()}) {
            ConfSettings in = ConfSettings.at("transforms." + transform.id(), "");
            transform.settings(in);
            assertThat(in.problems).hasSize(1);
        }
    }

    /** Counts, about half of them zero, every column with some above; two batches. */
    private static Dataset random(long seed, int n, int m) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] rows = new float[n][m];
        StringBuilder batches = new StringBuilder();
        for (int i = 0; i < n; i++) {
            batches.append("ab".charAt(random.nextInt(2)));
            for (int j = 0; j < m; j++) {
                rows[i][j] = i == j % n ? 3 : random.nextBoolean() ? 0 : random.nextInt(50) / 8f;
            }
        }
        batches.setCharAt(0, 'a');
        return Fit.inBatches(Table.of(rows), batches.toString());
    }

    private static int[] bits(Table x) {
        float[] values = x.toArray();
        int[] bits = new int[values.length];
        Arrays.setAll(bits, c -> Float.floatToRawIntBits(values[c]));
        return bits;
    }
}
