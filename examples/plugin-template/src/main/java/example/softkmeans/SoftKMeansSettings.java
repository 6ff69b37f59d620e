package example.softkmeans;

/**
 * What can be chosen; {@code reference.conf} says what each means.
 *
 * @param k number of clusters
 * @param epochs passes over the rows
 * @param batch rows per step
 * @param rate learning rate
 * @param hot first temperature
 * @param cold last temperature, at most {@code hot}
 */
public record SoftKMeansSettings(int k, int epochs, int batch, double rate, double hot, double cold) {}
