package org.coterie.idc;

import java.util.List;
import org.coterie.api.Clusters;
import org.coterie.api.Features;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Trace;

/** What comes after the first stage: how rows are placed in clusters, given their gates and codes. */
interface Placing {

    /** Adds its stages. */
    void addTo(Plan plan);

    /** Memberships of rows. */
    Rows<Clusters> place(Trace t, Rows<Features> rows);

    /** What else can be asked of it. */
    List<Readout> readouts(Features x);
}
