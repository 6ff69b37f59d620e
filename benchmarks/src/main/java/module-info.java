/** Training steps a second, ours beside PyTorch's; all baselines in one table; how long metrics take. */
module org.coterie.benchmarks {
    requires org.coterie.algorithms;
    requires org.coterie.api;
    requires org.coterie.baselines;
    requires org.coterie.deepwak;
    requires org.coterie.moesimvae;
    requires org.coterie.idc;
    requires org.coterie.ensemble;
    requires org.coterie.model;
    requires org.coterie.runtime;
    requires org.coterie.tensorized;
    requires java.management;
    requires jdk.management;
    requires static org.jspecify;
}
