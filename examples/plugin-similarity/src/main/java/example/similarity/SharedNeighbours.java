package example.similarity;

import java.util.Arrays;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Neighbours;
import org.coterie.api.Settings;
import org.coterie.api.data.Table;
import org.coterie.moesimvae.Relation;
import org.coterie.moesimvae.Similarity;

/**
 * Two rows are alike that share neighbours (Jarvis and Patrick 1973): S_ij = 1 if one of i and j is in the other's N and
 * |N_i ∩ N_j| ≥ least · |N_i|, else 0, where N_i is row i and its {@code count} nearest rows. A row between two dense groups is
 * near to both and shares few neighbours with either.
 */
public final class SharedNeighbours implements Similarity {

    /** One that has read nothing yet. */
    public SharedNeighbours() {}

    @Override
    public String id() {
        return "shared-neighbours";
    }

    @Override
    public Source source(Settings in) {
        int count = in.integer("count", 1, 100);
        double least = in.real("least", 0, 1);
        Metric metric = in.choice("metric", Metric.class);
        return task -> {
            int near = Math.min(count, task.rows() - 1);
            return new Relation.Listed(
                    near, Relation.Others.UNLIKE, true, desk -> shared(desk.data(), near, least, metric));
        };
    }

    /** Each row with its nearest ones, and 1 for those with which it shares enough. */
    static Relation.Pairs shared(Table rows, int count, double least, Metric metric) {
        int n = rows.rows();
        int[] near = Neighbours.of(rows, count, metric).indices(); // n×count, without the row itself
        float[] alike = new float[near.length];
        int[] marked = new int[n];
        Arrays.fill(marked, -1);
        for (int i = 0; i < n; i++) {
            marked[i] = i;
            for (int r = 0; r < count; r++) {
                marked[near[i * count + r]] = i;
            }
            for (int r = 0; r < count; r++) {
                int j = near[i * count + r];
                int both = marked[j] == i ? 1 : 0;
                for (int q = 0; q < count; q++) {
                    both += marked[near[j * count + q]] == i ? 1 : 0;
                }
                alike[i * count + r] = both >= least * (count + 1) ? 1 : 0;
            }
        }
        return new Relation.Pairs(near, alike);
    }
}
