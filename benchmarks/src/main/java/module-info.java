/** Training steps a second, ours beside PyTorch's; and all baselines in one table. */
module org.coterie.benchmarks {
    requires org.coterie.algorithms;
    requires org.coterie.api;
    requires org.coterie.baselines;
    requires org.coterie.deepwak;
    requires org.coterie.ensemble;
    requires org.coterie.runtime;
    requires java.management;
    requires jdk.management;
    requires static org.jspecify;
}
