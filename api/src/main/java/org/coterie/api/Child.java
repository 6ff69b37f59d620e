package org.coterie.api;

import java.util.Optional;

/** Another method inside a plan: fitted by {@link Stage#fit}, then used like a function. */
public interface Child {

    /** Its name in the parent's plan. */
    String name();

    /** Its clusters. */
    Clusters clusters();

    /** Its memberships of rows, frozen. */
    Rows<Clusters> assign(Trace t, Rows<Features> x);

    /** Another readout it has. */
    Optional<Readout> readout(String name);
}
