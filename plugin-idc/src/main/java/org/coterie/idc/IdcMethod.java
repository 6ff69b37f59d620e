package org.coterie.idc;

import java.util.List;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;
import org.coterie.idc.IdcSettings.Sizes;
import org.coterie.idc.IdcSettings.Start;

/** The plugin: IDC from settings. From code, begin at {@link Idc}. */
public final class IdcMethod implements Method<IdcSettings> {

    /** For {@link java.util.ServiceLoader}. */
    public IdcMethod() {}

    @Override
    public String id() {
        return "idc";
    }

    @Override
    public String about() {
        return "Clusters with reasons: gates open for every row the few features it is placed by, and for every cluster those"
                + " it lives on (IDC, Svirsky and Lindenbaum, ICML 2024).";
    }

    @Override
    public IdcSettings settings(Settings in) {
        int k = in.integer("k", 2, 10_000);
        Sizes sizes = new Sizes(
                in.integers("networks.widths", 1, 100_000),
                in.integer("networks.embedding", 0, 100_000),
                in.integer("networks.gating", 0, 100_000),
                in.integer("networks.head", 1, 100_000),
                in.integer("networks.auxiliary", 1, 100_000),
                in.choice("networks.start", Start.class),
                in.real("gates.start", 0, 100),
                in.real("gates.dropout", 0, 0.99),
                in.image("networks.image"),
                filters(in));
        return new IdcSettings(k, sizes, training(in));
    }

    private static List<Integer> filters(Settings in) {
        List<Integer> filters = in.integers("networks.filters", 1, 100_000);
        if (filters.isEmpty()) {
            in.problem("networks.filters", "at least one", "for example [64, 128, 256, 512]");
            return List.of(64);
        }
        return filters;
    }

    private static Training training(Settings in) {
        double rate = in.real("rate", 1e-9, 10);
        double end = in.real("rate-end", 0, 10);
        if (end > rate) {
            in.problem("rate-end", "at most rate", "lower it");
            end = rate;
        }
        Training.Kind kind = in.choice("head.kind", Training.Kind.class);
        int restarts = in.integer("head.restarts", 1, 100);
        Training.Selection selection = in.choice("head.selection", Training.Selection.class);
        boolean taught = kind == Training.Kind.MAP; // one head, and nothing to choose
        Training.Head head = new Training.Head(
                kind,
                in.real("head.rate", 1e-9, 10),
                in.real("head.temperature", 1e-3, 1e6),
                in.real("head.epsilon", 1e-6, 1e6),
                in.choice("head.reduction", Reduction.class),
                in.real("head.balance", 0, 1000),
                taught ? 1 : restarts,
                taught ? Training.Selection.LAST : selection,
                in.integer("head.every", 1, 1_000_000));
        boolean last = head.restarts() == 1 && head.selection() == Training.Selection.LAST;
        Training.Boundary boundary = in.choice("boundary", Training.Boundary.class);
        if (boundary == Training.Boundary.MOVING && (taught || !last)) {
            in.problem(
                    "boundary",
                    "recalibrated where heads are chosen among or learn from a map",
                    "set head.kind = network, head.restarts = 1 and head.selection = last");
            boundary = Training.Boundary.RECALIBRATED;
        }
        int from = in.integer("global-gates-from", 0, 1_000_000);
        if (from > 0 && !last) {
            in.problem(
                    "global-gates-from",
                    "0 where heads are chosen among",
                    "set global.epochs instead, or head.restarts = 1 and head.selection = last");
            from = 0;
        }
        return new Training(
                new Training.Epochs(
                        in.integer("open-epochs", 1, 1_000_000),
                        in.integer("gated-epochs", 1, 1_000_000),
                        in.integer("head-epochs", 1, 1_000_000),
                        from),
                in.integer("batch", 2, 1_000_000),
                rate,
                end,
                new Training.LocalGates(
                        in.flag("gates.enabled"),
                        in.real("gates.noise", 0, 10),
                        in.real("gates.sigma", 1e-3, 100),
                        in.real("gates.weight", 0, 1e6),
                        in.real("gates.coding-rate", 0, 1e6),
                        in.real("gates.epsilon", 1e-6, 1e6),
                        in.real("gates.target", 0, 1e9)),
                new Reconstruction(
                        in.real("reconstruction.weight", 0, 1e6),
                        in.choice("reconstruction.error", Reconstruction.Difference.class),
                        in.choice("reconstruction.reduction", Reduction.class),
                        in.real("reconstruction.mask", 0, 0.999),
                        in.real("reconstruction.code-noise", 0, 10),
                        in.choice("reconstruction.code-noise-of", Reconstruction.Scale.class)),
                boundary,
                head,
                new Training.GlobalGates(
                        in.integer("global.epochs", 0, 1_000_000),
                        in.real("global.rate", 1e-9, 10),
                        in.real("global.weight", 0, 1e6)));
    }

    @Override
    public Plan plan(Problem problem, IdcSettings s) {
        return s.architecture(problem.features()).plan(problem, s.training());
    }
}
