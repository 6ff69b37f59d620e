package org.coterie.benchmarks;

import java.util.List;

/**
 * A data set of the table of baselines, under one scaling.
 *
 * @param name its name on the page
 * @param file where it lies in the data folder; empty where it is in the jar
 * @param k number of classes
 * @param section the settings of its reader, but for the file
 * @param divisor what every number is divided by
 * @param transforms transforms after that
 * @param inertia of k-means: {@code min(KMeans(k, n_init=1, random_state=s).fit(x).inertia_ for s in range(20))} of
 *     scikit-learn 1.9 on these rows
 */
record BaselineData(
        String name, String file, int k, String section, double divisor, List<String> transforms, double inertia) {

    /** All of them, small ones first. */
    static List<BaselineData> all() {
        return List.of(
                new BaselineData(
                        "iris", "", 3, "file = \"shipped:iris\", label = species", 1, List.of(), 78.8514396442595),
                new BaselineData(
                        "penguins",
                        "",
                        3,
                        "file = \"shipped:penguins\", label = species, ignore = [island, sex, year], missing = drop",
                        1,
                        List.of("z-score"),
                        379.39249318387476),
                new BaselineData(
                        "digits", "", 10, "file = \"shipped:digits\", label = digit", 16, List.of(), 4551.539458537937),
                new BaselineData(
                        "srbct", "srbct/SRBCT.mat", 4, "format = matlab", 1, List.of("z-score"), 151674.9497488875),
                new BaselineData(
                        "tox-171",
                        "tox-171/TOX-171.mat",
                        4,
                        "format = matlab",
                        1,
                        List.of("z-score"),
                        830411.9596023269),
                new BaselineData(
                        "pbmc68k-reduced",
                        "singlecell/h5ad/pbmc68k_reduced.h5ad",
                        10,
                        "format = h5ad, label = bulk_labels",
                        1,
                        List.of(),
                        453059.803031055),
                new BaselineData("isolet", "isolet/Isolet.mat", 26, "format = matlab", 1, List.of(), 78466.63611158222),
                new BaselineData(
                        "mfeat_zernike",
                        "mfeat_zernike/mfeat-zernike.tsv.gz",
                        10,
                        "label = target",
                        1,
                        List.of("z-score"),
                        46241.38667350783),
                new BaselineData(
                        "mnist-test",
                        "mnist/t10k-images-idx3-ubyte.gz",
                        10,
                        "format = idx",
                        255,
                        List.of(),
                        389366.00036203116),
                new BaselineData(
                        "fashion-test",
                        "fashion-mnist/t10k-images-idx3-ubyte.gz",
                        10,
                        "format = idx",
                        255,
                        List.of(),
                        316755.2083512071));
    }

    /** How its numbers are scaled, in words. */
    String scaling() {
        String divided = divisor == 1 ? "" : "divided by " + (int) divisor;
        return transforms.isEmpty() ? (divided.isEmpty() ? "as they are" : divided) : String.join(", ", transforms);
    }
}
