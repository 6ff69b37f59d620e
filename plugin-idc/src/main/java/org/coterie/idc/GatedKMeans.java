package org.coterie.idc;

import java.util.List;
import org.coterie.algorithms.KMeans;
import org.coterie.api.Clusters;
import org.coterie.api.Desk;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Scores;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** In place of the head, k-means (k-means++, ten restarts) on the gated rows x ⊙ z: "IDC features + k-means" of Table 5. */
final class GatedKMeans implements Placing {
    private final int k;
    private final Idc.Networks networks;
    private final Var<TFloat32> centres;

    GatedKMeans(Idc.Networks networks, Vars v, int k) {
        this.k = k;
        this.networks = networks;
        this.centres = v.state("centres", Shape.of(k, networks.x().width()), Init.zeros());
    }

    @Override
    public void addTo(Plan plan) {
        Readout.PerRow<Features> open = Readout.perRow("gated-rows", networks.x(), (t, rows) -> networks.open(t, rows));
        plan.probe(open).stage(Stage.host("k-means", desk -> fit(desk, open)));
    }

    private void fit(Desk desk, Readout.PerRow<Features> open) {
        KMeans.Result found = KMeans.of(k).fit(desk.evaluate(open), desk.random("k-means"));
        desk.write(centres, found.centres().toArray());
    }

    /** One-hot of the nearest centre: the largest 2 x·c − |c|². */
    @Override
    public Rows<Clusters> place(Trace t, Rows<Features> rows) {
        Maths m = t.m();
        Operand<TFloat32> c = t.read(centres);
        Operand<TFloat32> squares = m.swap(m.sumKept(m.square(c), -1));
        Operand<TFloat32> products = m.dotBT(networks.open(t, rows).value(), c);
        return t.hard(Rows.of(new Scores(k), m.sub(m.scale(products, 2), squares)));
    }

    @Override
    public List<Readout> readouts(Features x) {
        return List.of();
    }
}
