package org.coterie.tensorized;

import java.util.List;
import org.coterie.api.Desk;
import org.coterie.api.data.Table;

/**
 * Where a restart begins.
 *
 * @param labels the cluster of each row; the array is not copied
 * @param centres the mean of each cluster, k×m
 * @param directions h orthonormal directions of each cluster, k·h×m; no rows where the start knows none
 */
record Begun(int[] labels, Table centres, Table directions) {

    /** Networks whose weights can begin as something of the clusters. */
    interface Networks extends Tensorizable.Copies {

        /** Writes weights, given the start of each restart. */
        void begin(Desk desk, List<Begun> starts);
    }
}
