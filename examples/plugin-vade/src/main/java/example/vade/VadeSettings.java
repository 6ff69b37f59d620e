package example.vade;

import java.util.List;

/**
 * What can be chosen; {@code reference.conf} says what each means.
 *
 * @param k number of clusters
 * @param widths of the encoder's layers before the code; the decoder mirrors them
 * @param code numbers in a code
 * @param likelihood how a row is told from what the decoder says
 * @param pretraining steps of the autoencoder alone
 * @param pretrainingRate of Adam meanwhile
 * @param restarts of the mixture on the codes
 * @param steps of the variational model
 * @param rate of Adam meanwhile, at first
 * @param decay what the rate is multiplied by after every ten epochs
 * @param batch rows per step
 */
public record VadeSettings(
        int k,
        List<Integer> widths,
        int code,
        Likelihood likelihood,
        int pretraining,
        double pretrainingRate,
        int restarts,
        int steps,
        double rate,
        double decay,
        int batch) {

    /** p(x|z). */
    public enum Likelihood {
        /** Each number is the probability of a 1; for data in [0, 1]. */
        BERNOULLI,
        /** Normal with variance 1. */
        GAUSSIAN
    }

    /** Copies the list. */
    public VadeSettings {
        widths = List.copyOf(widths);
    }
}
