package org.coterie.tensorized;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coterie.algorithms.KMeans;
import org.coterie.algorithms.KPlanes;
import org.coterie.api.Desk;
import org.coterie.api.Stage;
import org.coterie.api.data.Table;

/** The first clusters of every restart, and what follows from them: centres, and weights where networks can begin as planes. */
final class Beginning {
    private static final int ITERATIONS = 100;
    private static final Table NONE = Table.of(0, 0, new float[0]);

    private final Lloyd lloyd;
    private final Training.Start start;

    Beginning(Lloyd lloyd, Training.Start start) {
        this.lloyd = lloyd;
        this.start = start;
    }

    Stage.Host stage() {
        return Stage.host("start", this::begin);
    }

    private void begin(Desk desk) {
        Table x = desk.data();
        if (lloyd.bound().copies() instanceof UnitInterval networks && networks.probabilities()) {
            UnitInterval.check(x);
        }
        int n = x.rows();
        int d = x.columns();
        int restarts = lloyd.how().restarts();
        int k = lloyd.bound().k();
        List<Begun> starts = new ArrayList<>();
        int[] assigned = new int[n * restarts];
        float[] centres = new float[restarts * k * d];
        for (int r = 0; r < restarts; r++) {
            Begun begun = start(x, k, desk.random("start-" + r));
            starts.add(begun);
            for (int i = 0; i < n; i++) {
                assigned[i * restarts + r] = begun.labels()[i];
            }
            System.arraycopy(begun.centres().toArray(), 0, centres, r * k * d, k * d);
            desk.progress((r + 1.0) / restarts);
        }
        desk.write(lloyd.assigned(), assigned);
        desk.write(lloyd.bound().centres(), centres);
        lloyd.noise().ifPresent(noise -> Denoising.draw(desk, noise, lloyd.how().noise(), "noise"));
        lloyd.pairs().ifPresent(pairs -> pairs.begin(desk));
        if (lloyd.bound().copies() instanceof Begun.Networks networks) {
            networks.begin(desk, starts);
        }
    }

    private Begun start(Table x, int k, RandomGenerator random) {
        switch (start.kind()) {
            case K_PLANES -> {
                int h = lloyd.bound().copies() instanceof Tensorizable.Embeds embeds
                        ? embeds.code().width()
                        : 1;
                KPlanes.Result found =
                        new KPlanes(k, Math.min(h, x.columns() - 1), start.penalty(), 1, ITERATIONS).fit(x, random);
                return new Begun(found.labels(), found.centres(), found.directions());
            }
            case K_MEANS -> {
                KMeans.Result found = KMeans.of(k).withRestarts(1).fit(x, random);
                return new Begun(found.labels(), found.centres(), NONE);
            }
            case K_MEANS_PLUS_PLUS -> {
                return seeded(x, k, random);
            }
        }
        throw new AssertionError(start.kind());
    }

    /** Every row to the nearest of k rows drawn far apart; then the means. */
    private static Begun seeded(Table x, int k, RandomGenerator random) {
        int n = x.rows();
        int d = x.columns();
        int[] labels = new int[n];
        double[] squared = new double[n];
        java.util.Arrays.fill(squared, Double.MAX_VALUE);
        int next = random.nextInt(n);
        for (int j = 0; j < k; j++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double apart = distance(x, i, next);
                if (apart < squared[i]) {
                    squared[i] = apart;
                    labels[i] = j;
                }
                sum += squared[i];
            }
            double left = random.nextDouble() * sum;
            next = 0;
            while (next < n - 1 && left > squared[next]) {
                left -= squared[next++];
            }
        }
        return new Begun(labels, means(x, labels, k, d), NONE);
    }

    private static double distance(Table x, int i, int j) {
        double sum = 0;
        for (int c = 0; c < x.columns(); c++) {
            double apart = x.at(i, c) - x.at(j, c);
            sum += apart * apart;
        }
        return sum;
    }

    /** The mean of each cluster; 0 where it has no rows, which needs duplicate rows. */
    private static Table means(Table x, int[] labels, int k, int d) {
        double[] sums = new double[k * d];
        int[] counts = new int[k];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]]++;
            for (int c = 0; c < d; c++) {
                sums[labels[i] * d + c] += x.at(i, c);
            }
        }
        float[] means = new float[k * d];
        for (int c = 0; c < k * d; c++) {
            means[c] = (float) (sums[c] / Math.max(1, counts[c / d]));
        }
        return Table.of(k, d, means);
    }
}
