/** Fits every baseline, keeps it, opens it again. */
module check.baselines {
    requires org.coterie.runtime;
    requires org.coterie.baselines;
}
