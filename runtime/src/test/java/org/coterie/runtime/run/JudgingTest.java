package org.coterie.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.coterie.api.Features;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgingTest {
    private static final int N = 60;

    @TempDir
    Path folder;

    private final int[] clusters = new int[N];
    private final Dataset data = data();

    /** Two clouds; the plate is the cloud, the day is not. */
    private Dataset data() {
        SplittableRandom random = new SplittableRandom(3);
        float[][] x = new float[N][2];
        int[] day = new int[N];
        int[] type = new int[N];
        for (int i = 0; i < N; i++) {
            clusters[i] = i % 2;
            day[i] = i / 2 % 2;
            type[i] = i < 2 ? -1 : i % 2;
            x[i][0] = (float) (10 * clusters[i] + random.nextDouble());
            x[i][1] = (float) random.nextDouble();
        }
        List<Annotation> annotations = List.of(
                new Labels("plate", List.of("p", "q"), clusters),
                new Labels("day", List.of("monday", "friday"), day),
                new Labels("type", List.of("a", "b"), type));
        return new Dataset(
                "clouds",
                Table.of(x),
                Features.of(2),
                List.of(),
                Optional.of(new Labels("type", List.of("a", "b"), type)),
                annotations,
                List.of());
    }

    @Test
    void anAnnotationTheClustersFollowIsNamedAndOthersAreNot() {
        assertThat(Judging.followed(data, clusters))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("the clusters follow plate", "AMI 1.00");
    }

    @Test
    void everyScoreStandsThereForTheMethodAndForKMeansOverTheRowsOfKnownClass() {
        Map<String, Object> scores = Judging.scores(data, clusters, new int[N]);
        assertThat(scores).containsEntry("rows", N - 2);
        assertThat(scores.get("method"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("acc", 1.0)
                .containsEntry("f-matched", 1.0)
                .hasSize(18);
        assertThat(scores.get("kmeans"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("acc", 0.5);
    }

    @Test
    void separationSaysWhichRowsItIsOfAndLeavesOutWhatIsNotDefined() {
        Map<String, Object> separation = Judging.separation(data, clusters, new int[N], Sample.of(N, 2, 0), 0);
        assertThat(separation).containsEntry("rows", N).containsEntry("of", N);
        assertThat(separation.get("method"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("silhouette-error", 0.0)
                .containsEntry("silhouette-rows", N)
                .containsKeys("davies-bouldin", "calinski-harabasz");
        assertThat(separation.get("kmeans"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("rows");
    }

    @Test
    void theSilhouetteIsExactOnDigitsAndSampledOnLargeData() {
        assertThat(Judging.silhouetteRows(1797, 64)).isEqualTo(1797);
        assertThat(Judging.silhouetteRows(50_000, 784)).isBetween(100, 200);
        assertThat(Judging.silhouetteRows(50_000, 2)).isEqualTo(2000);
    }

    @Test
    void aSampleKeepsTheOrderOfRowsAndIsTheSameForTheSameSeed() {
        Sample sample = Sample.of(100, 10, new SplittableRandom(1));
        int[] numbers = java.util.stream.IntStream.range(0, 100).toArray();
        assertThat(sample.partial()).isTrue();
        assertThat(sample.of(numbers)).hasSize(10).isSorted().doesNotHaveDuplicates();
        assertThat(Sample.of(100, 10, new SplittableRandom(1)).of(numbers)).isEqualTo(sample.of(numbers));
        assertThat(Sample.of(60_000, 10, 0).size()).isEqualTo(50_000);
    }

    @Test
    void markersAndEnrichmentAreFilesThatNameColumnsAndCategories() throws IOException {
        Sample all = Sample.of(N, 2, 0);
        assertThat(Findings.markers(folder.resolve("markers.csv"), data, clusters, all))
                .containsEntry("rows", N);
        assertThat(Files.readAllLines(folder.resolve("markers.csv")))
                .hasSize(5)
                .startsWith("cluster,feature,auc,effect,fdr")
                .anyMatch(line -> line.startsWith("1,x1,1.0,"));
        Findings.enrichment(folder.resolve("enrichment.csv"), data, clusters, all);
        assertThat(Files.readAllLines(folder.resolve("enrichment.csv")))
                .hasSize(1 + 2 * 2 * 2) // the known classes are no annotation
                .anyMatch(line -> line.startsWith("plate,p,0,60,30,30,30,15"));
    }
}
