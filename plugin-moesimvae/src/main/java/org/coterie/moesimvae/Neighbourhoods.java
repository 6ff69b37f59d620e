package org.coterie.moesimvae;

import java.util.random.RandomGenerator;
import org.coterie.api.Desk;
import org.coterie.api.RowVar;
import org.coterie.api.Sampler;
import org.tensorflow.types.TInt32;

/**
 * Batches of neighbourhoods: an eighth of a batch is random rows, and after each come seven of its listed partners, or other
 * random rows where it has none. Without this, listed pairs meet in a batch once in n / batch draws.
 *
 * @param size rows of a batch; they may repeat
 * @param others numbers of other rows, −1 for none
 */
record Neighbourhoods(int size, RowVar<TInt32> others) implements Sampler {
    private static final int TOGETHER = 8;

    @Override
    public int batch(int rows) {
        return Math.min(size, rows);
    }

    /** Draws follow the partners, but those stand when training begins: they are the same at any time. */
    @Override
    public boolean readsVariables() {
        return true;
    }

    @Override
    public Draws epoch(long epoch, RandomGenerator random, Desk desk) {
        int n = desk.data().rows();
        int[] listed = desk.ints(others);
        int width = listed.length / n;
        int[] rows = new int[steps(n) * batch(n)];
        for (int i = 0; i < rows.length; i++) {
            int place = i % batch(n) % TOGETHER;
            rows[i] = place == 0 ? random.nextInt(n) : partner(rows[i - place], listed, width, n, random);
        }
        return Draws.of(rows);
    }

    private static int partner(int row, int[] listed, int width, int n, RandomGenerator random) {
        int count = 0;
        while (count < width && listed[row * width + count] >= 0) {
            count++;
        }
        return count == 0 ? random.nextInt(n) : listed[row * width + random.nextInt(count)];
    }
}
