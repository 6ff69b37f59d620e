package example.dec;

import java.util.List;
import org.coterie.api.Settings;

/**
 * What can be chosen of both methods; {@code reference.conf} says what each means.
 *
 * @param k number of clusters
 * @param widths of the encoder's layers before the code; the decoder mirrors them
 * @param code numbers in a code
 * @param corruption share of the numbers set to 0 while the autoencoder is pretrained
 * @param pretraining steps of the autoencoder alone
 * @param pretrainingRate of Adam meanwhile
 * @param restarts of k-means on the codes
 * @param steps most steps of clustering
 * @param rate while clustering
 * @param batch rows per step
 * @param interval steps between two targets
 * @param tolerance it ends when fewer rows than this share change their cluster between two targets
 */
public record DecSettings(
        int k,
        List<Integer> widths,
        int code,
        double corruption,
        int pretraining,
        double pretrainingRate,
        int restarts,
        int steps,
        double rate,
        int batch,
        int interval,
        double tolerance) {

    /** Copies the list. */
    public DecSettings {
        widths = List.copyOf(widths);
    }

    static DecSettings read(Settings in) {
        return new DecSettings(
                in.integer("k", 2, 10_000),
                in.integers("widths", 1, 100_000),
                in.integer("code", 1, 100_000),
                in.real("corruption", 0, 0.99),
                in.integer("pretraining", 1, 100_000_000),
                in.real("pretraining-rate", 1e-9, 10),
                in.integer("restarts", 1, 1000),
                in.integer("steps", 1, 100_000_000),
                in.real("rate", 1e-9, 10),
                in.integer("batch", 1, 1_000_000),
                in.integer("interval", 1, 1_000_000),
                in.real("tolerance", 0, 1));
    }
}
