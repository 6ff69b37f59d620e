package org.coterie.moesimvae;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;
import org.coterie.moesimvae.MoeSimVaeSettings.Activation;
import org.coterie.moesimvae.MoeSimVaeSettings.Network;
import org.coterie.moesimvae.MoeSimVaeSettings.Noise;
import org.coterie.moesimvae.MoeSimVaeSettings.Norm;
import org.coterie.moesimvae.MoeSimVaeSettings.Weighted;

/** The plugin: MoE-Sim-VAE from settings. From code, begin at {@link MoeSimVae}. */
public final class MoeSimVaeMethod implements Method<MoeSimVaeSettings> {

    private static final List<Similarity> BUILT_IN = List.of(
            new NeighbourSimilarity(),
            new WithinSimilarity(),
            new LabelSimilarity(),
            new PairSimilarity(),
            new MarkerSimilarity(),
            new MatrixSimilarity());

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    /** For {@link java.util.ServiceLoader}. */
    public MoeSimVaeMethod() {}

    @Override
    public String id() {
        return "moesimvae";
    }

    @Override
    public String about() {
        return "A variational autoencoder with one decoder per cluster, whose clusters follow a similarity of rows, and"
                + " which generates new ones (MoE-Sim-VAE preprint, December 2020).";
    }

    @Override
    public MoeSimVaeSettings settings(Settings in) {
        int k = in.integer("k", 2, 1000);
        Network network = network(in.section("network"));
        MoeSimVae.Form form = new MoeSimVae.Form(
                in.choice("reconstruction", MoeSimVae.Output.class),
                in.choice("divergence", Objective.Divergence.class),
                in.choice("means", MoeSimVae.Means.class),
                in.flag("shared-decoder"),
                in.flag("depict-stopped"),
                in.flag("balanced"),
                in.flag("revive"),
                in.real("prune", 0, 0.5));
        return new MoeSimVaeSettings(
                k, network, form, similarity(in.section("similarity")), training(in.section("training")));
    }

    private static Network network(Settings in) {
        Convolutions convolutions = convolutions(in);
        Norm norm = in.choice("norm", Norm.class);
        if (norm == Norm.FROZEN && convolutions.pictures()) {
            in.problem("norm", "batch or none for pictures", "set norm = batch");
            norm = Norm.BATCH;
        }
        return new Network(
                in.integers("encoder", 1, 100_000),
                in.integer("code", 1, 100_000),
                in.integers("gate", 1, 100_000),
                in.real("dropout", 0, 0.95),
                in.integers("expert", 1, 100_000),
                in.choice("activation", Activation.class),
                norm,
                in.choice("noise", Noise.class),
                convolutions);
    }

    private static Convolutions convolutions(Settings in) {
        List<Integer> image = in.image("image");
        List<Integer> filters = in.integers("filters", 1, 100_000);
        List<Integer> pooled = in.integers("pooled", 1, 100);
        List<Integer> expert = in.integers("expert-filters", 1, 100_000);
        if (filters.isEmpty()) {
            in.problem("filters", "at least one", "for example [64, 128, 128, 64, 8]");
            return Convolutions.none();
        }
        if (!Convolutions.fits(filters, pooled)) {
            in.problem(
                    "pooled",
                    "ascending numbers of convolutions",
                    "for example [2, 3], after the second and the third");
            return Convolutions.none();
        }
        if (expert.size() < pooled.size()) {
            in.problem(
                    "expert-filters", "one for each pooling, or more", "pictures grow again after the first of them");
            return Convolutions.none();
        }
        return new Convolutions(image, filters, pooled, expert);
    }

    /** The sources that are named, in that order; those built in are read in any case, so that misspelt keys are found. */
    private static Map<String, Weighted> similarity(Settings in) {
        List<String> names = in.texts("sources");
        Map<String, Weighted> found = new LinkedHashMap<>();
        List<String> known = new ArrayList<>();
        for (Similarity kind : BUILT_IN) {
            known.add(kind.id());
            found.put(kind.id(), weighted(kind.id(), kind, in));
        }
        String broken = "";
        for (Similarity kind : in.providers(Similarity.class)) {
            String id = nameOf(kind);
            if (id.isEmpty()) {
                broken = "; " + kind.getClass().getName() + " does not say what it is called";
            } else if (!known.contains(id)) {
                known.add(id);
                if (names.contains(id)) {
                    found.put(id, weighted(id, kind, in));
                }
            }
        }
        Map<String, Weighted> wanted = new LinkedHashMap<>();
        names.stream().filter(found::containsKey).forEach(name -> wanted.put(name, found.get(name)));
        if (wanted.isEmpty() || wanted.size() < names.size()) {
            in.problem(
                    "sources",
                    "at least one, each once, of " + known + broken,
                    "sources = [neighbours], or install the jar that provides what is missing");
            wanted.putIfAbsent(
                    "neighbours", MoeSimVaeSettings.of(2).similarity().get("neighbours"));
        }
        return wanted;
    }

    private static Weighted weighted(String id, Similarity kind, Settings in) {
        Settings section = in.section(id);
        return new Weighted(section.real("weight", 0, 1000), kind.source(section));
    }

    /** The name of a stranger's kind; empty if it fails or is none, which must not stop runs that do without it. */
    private static String nameOf(Similarity kind) {
        try {
            String id = kind.id();
            return id != null && NAME.matcher(id).matches() ? id : "";
        } catch (RuntimeException | LinkageError e) {
            return "";
        }
    }

    private static Training training(Settings in) {
        int steps = in.integer("steps", 1, 100_000_000);
        int pretraining = in.integer("pretraining", 0, 100_000_000);
        int batch = in.integer("batch", 2, 1_000_000);
        boolean replacement = in.flag("replacement");
        double rate = in.real("rate", 1e-9, 1);
        double beta2 = in.real("beta2", 0, 0.999999);
        Training.Pace pace = in.choice("pace", Training.Pace.class);
        Settings weights = in.section("weights");
        return new Training(
                steps,
                pretraining,
                batch,
                replacement,
                rate,
                beta2,
                pace,
                new Training.Weights(
                        weights.real("reconstruction", 0, 1e6),
                        weights.real("clustering", 0, 1e6),
                        weights.real("depict", 0, 1e6),
                        weights.real("depict-ramp", 0, 1),
                        weights.real("divergence", 0, 1e6)));
    }

    @Override
    public Plan plan(Problem problem, MoeSimVaeSettings s) {
        int batch = Math.min(s.training().batch(), problem.rows());
        return s.architecture(problem.features())
                .plan(
                        problem,
                        s.training(),
                        codes -> s.wanted(new Similarity.Task(
                                problem.features(), problem.rows(), s.k(), batch, Optional.of(codes))));
    }
}
