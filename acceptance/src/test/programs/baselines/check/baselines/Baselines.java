package check.baselines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.coterie.algorithms.Hdbscan;
import org.coterie.algorithms.Linkage;
import org.coterie.algorithms.Scores;
import org.coterie.api.CoterieException;
import org.coterie.api.Method;
import org.coterie.api.data.Table;
import org.coterie.baselines.AgglomerativeMethod;
import org.coterie.baselines.AutoencoderKMeansMethod;
import org.coterie.baselines.FuzzyCMeansMethod;
import org.coterie.baselines.GaussianMixtureMethod;
import org.coterie.baselines.GraphOptions;
import org.coterie.baselines.HdbscanMethod;
import org.coterie.baselines.KMeansMethod;
import org.coterie.baselines.KPlanesMethod;
import org.coterie.baselines.LaplacianKMeansMethod;
import org.coterie.baselines.LeidenMethod;
import org.coterie.baselines.LouvainMethod;
import org.coterie.baselines.MiniBatchKMeansMethod;
import org.coterie.baselines.NmfKMeansMethod;
import org.coterie.baselines.PhenographMethod;
import org.coterie.baselines.SpectralMethod;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;

/** Prints of each baseline: its id, how many clusters it has, and its accuracy on iris. */
public final class Baselines {
    private final Table x;
    private final int[] species;
    private final Path folder;

    private Baselines(Table x, int[] species, Path folder) {
        this.x = x;
        this.species = species;
        this.folder = folder;
    }

    /** The arguments: iris as CSV, and a folder for models. */
    public static void main(String[] args) throws IOException {
        List<String[]> lines = Files.readAllLines(Path.of(args[0])).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        float[][] rows = new float[lines.size()][4];
        List<String> names = new ArrayList<>();
        int[] species = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < 4; j++) {
                rows[i][j] = Float.parseFloat(lines.get(i)[j]);
            }
            if (!names.contains(lines.get(i)[4])) {
                names.add(lines.get(i)[4]);
            }
            species[i] = names.indexOf(lines.get(i)[4]);
        }
        Baselines check = new Baselines(Table.of(rows), species, Path.of(args[1]));
        check.methods();
        check.storedRows();
        check.mistakes();
    }

    private void methods() {
        fit(new KMeansMethod(), KMeansMethod.Options.of(3));
        fit(new MiniBatchKMeansMethod(), MiniBatchKMeansMethod.Options.of(3));
        fit(new GaussianMixtureMethod(), GaussianMixtureMethod.Options.of(3));
        fit(
                new GaussianMixtureMethod(),
                new GaussianMixtureMethod.Options(3, GaussianMixtureMethod.Shaped.DIAGONAL, 5, 100, 1e-3, 1e-6));
        fit(new AgglomerativeMethod(), AgglomerativeMethod.Options.of(3));
        fit(new HdbscanMethod(), HdbscanMethod.Options.defaults());
        fit(new FuzzyCMeansMethod(), FuzzyCMeansMethod.Options.of(3));
        fit(new SpectralMethod(), SpectralMethod.Options.of(3));
        fit(new LeidenMethod(), GraphOptions.of(15));
        fit(new LouvainMethod(), GraphOptions.of(15));
        fit(new PhenographMethod(), GraphOptions.of(30));
        fit(new KPlanesMethod(), KPlanesMethod.Options.of(3));
        fit(new NmfKMeansMethod(), NmfKMeansMethod.Options.of(3));
        fit(new LaplacianKMeansMethod(), LaplacianKMeansMethod.Options.of(3));
        fit(new AutoencoderKMeansMethod(), new AutoencoderKMeansMethod.Options(3, List.of(16), 2, 500, 64, 0.01, 10));
    }

    private <S extends Record> void fit(Method<S> method, S settings) {
        Path place = folder.resolve(method.id() + "-" + Math.abs(settings.hashCode()));
        float[] memberships;
        int clusters;
        try (Fitted model = Coterie.on(x).seed(1).fit(method, settings)) {
            memberships = model.memberships(x).toArray();
            clusters = model.clusters();
            model.save(place);
            System.out.printf(
                    Locale.ROOT,
                    "%s %d %.3f%n",
                    method.id(),
                    clusters,
                    Scores.of(species, model.assign(x)).acc());
        }
        try (Fitted again = Coterie.on(x).seed(1).fit(method, settings)) {
            hold(Arrays.equals(again.memberships(x).toArray(), memberships), method.id() + ": another fit, other bits");
        }
        try (Fitted loaded = Coterie.load(place)) {
            hold(loaded.clusters() == clusters, method.id() + ": other clusters after loading");
            hold(Arrays.equals(loaded.memberships(x).toArray(), memberships), method.id() + ": loaded, other bits");
        }
    }

    /** A training row gets the cluster of the fit; where fewer rows are kept, those do. */
    private void storedRows() {
        int[] ward = Linkage.of(x, Linkage.Link.WARD).cut(3);
        try (Fitted model = Coterie.on(x).fit(new AgglomerativeMethod(), AgglomerativeMethod.Options.of(3))) {
            hold(Arrays.equals(model.assign(x), ward), "ward: assign is not the fit");
        }
        int[] dense = Hdbscan.of(5).fit(x).labels();
        try (Fitted model = Coterie.on(x).fit(new HdbscanMethod(), HdbscanMethod.Options.defaults())) {
            hold(Arrays.equals(model.assign(x), dense), "hdbscan: assign is not the fit");
            hold(model.ask("strength", x).at(0, 0) > 0, "hdbscan: no strength");
        }
        try (Fitted model = Coterie.on(x)
                .fit(new AgglomerativeMethod(), new AgglomerativeMethod.Options(3, Linkage.Link.WARD, 50))) {
            int[] assigned = model.assign(x);
            int right = 0;
            for (int i = 0; i < ward.length; i++) {
                hold(i % 3 != 0 || assigned[i] == ward[i], "ward: a stored row is of another cluster");
                right += assigned[i] == ward[i] ? 1 : 0;
            }
            hold(right > 140 && right < 151, "ward: " + right + " of 150 by the nearest of 50");
        }
        Table far = Table.of(new float[][] {{1000, 1, 1, 1}, {1000, 1, 1, 1.0001f}, {1000, 1, 1, 2}, {1000, 1, 1, 3}});
        try (Fitted model = Coterie.on(far)
                .fit(
                        new AgglomerativeMethod(),
                        new AgglomerativeMethod.Options(4, Linkage.Link.SINGLE, 20_000))) {
            hold(Arrays.equals(model.assign(far), new int[] {0, 1, 2, 3}), "rows a ten-thousandth apart are one");
        }
    }

    private void mistakes() {
        refused(CoterieException.Kind.DATA, new KMeansMethod(), KMeansMethod.Options.of(151));
        refused(CoterieException.Kind.CONFIG, new KPlanesMethod(), new KPlanesMethod.Options(3, 4, 0.03, 10, 100));
        refused(CoterieException.Kind.CONFIG, new LeidenMethod(), new GraphOptions(15, 100, 10, 5, 20_000));
        System.out.println("done");
    }

    private <S extends Record> void refused(CoterieException.Kind kind, Method<S> method, S settings) {
        try (Fitted model = Coterie.on(x).fit(method, settings)) {
            hold(false, method.id() + " was not refused: " + model.clusters() + " clusters");
        } catch (CoterieException e) {
            hold(e.kind() == kind, method.id() + ": " + e);
        }
    }

    private static void hold(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
