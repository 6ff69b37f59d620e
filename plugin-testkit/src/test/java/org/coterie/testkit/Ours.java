package org.coterie.testkit;

import java.util.List;
import java.util.function.Supplier;
import org.coterie.baselines.AgglomerativeMethod;
import org.coterie.baselines.AutoencoderKMeansMethod;
import org.coterie.baselines.FuzzyCMeansMethod;
import org.coterie.baselines.GaussianMixtureMethod;
import org.coterie.baselines.HdbscanMethod;
import org.coterie.baselines.KMeansMethod;
import org.coterie.baselines.KPlanesMethod;
import org.coterie.baselines.LaplacianKMeansMethod;
import org.coterie.baselines.LeidenMethod;
import org.coterie.baselines.LouvainMethod;
import org.coterie.baselines.MiniBatchKMeansMethod;
import org.coterie.baselines.NmfKMeansMethod;
import org.coterie.baselines.PhenographMethod;
import org.coterie.baselines.SpectralMethod;
import org.coterie.deepwak.DeepwakMethod;
import org.coterie.deepwak.DewakssMethod;
import org.coterie.deepwak.RecurrentMethod;
import org.coterie.ensemble.EnsembleMethod;
import org.coterie.idc.IdcMethod;
import org.coterie.moesimvae.MoeSimVaeMethod;
import org.coterie.tensorized.PtaeMethod;
import org.coterie.tensorized.TaeMethod;
import org.coterie.tensorized.TclMethod;
import org.coterie.tensorized.TrbmMethod;
import org.coterie.tensorized.TvaeMethod;

/**
 * A method of ours as the kit judges it.
 *
 * @param id its id
 * @param slow whether a build leaves it out, unless asked for all
 * @param subject with the settings that make its fits short
 */
record Ours(String id, boolean slow, Supplier<Subject> subject) {

    /** Those whose fits are short first. */
    static List<Ours> all() {
        return List.of(
                quick("kmeans", () -> Subject.of(new KMeansMethod()).with("k = 3", "restarts = 2")),
                quick("gmm", () -> Subject.of(new GaussianMixtureMethod()).with("k = 3")),
                quick("hdbscan", () -> Subject.of(new HdbscanMethod())),
                quick("leiden", () -> Subject.of(new LeidenMethod())),
                quick(
                        "deepwak",
                        () -> Subject.of(new DeepwakMethod())
                                .with("k = 3", "training.length = 100", "training.restarts = 2")),
                quick(
                        "dewakss",
                        () -> Subject.of(new DewakssMethod()).with("groups = 2", "components = 2", "neighbours = 10")),
                quick(
                        "tae",
                        () -> Subject.of(new TaeMethod())
                                .with("k = 3", "training.epochs = 20", "training.restarts = 2")),
                slow(
                        "agglomerative",
                        () -> Subject.of(new AgglomerativeMethod()).with("k = 3")),
                slow(
                        "fuzzy-cmeans",
                        () -> Subject.of(new FuzzyCMeansMethod())
                                .with("k = 3", "restarts = 2")
                                .except(320, "squares of distances are single: beyond 1e19 memberships are NaN")),
                slow("kplanes", () -> Subject.of(new KPlanesMethod()).with("k = 3", "restarts = 2")),
                slow(
                        "laplacian-kmeans",
                        () -> Subject.of(new LaplacianKMeansMethod()).with("k = 3", "restarts = 2")),
                slow("louvain", () -> Subject.of(new LouvainMethod())),
                slow(
                        "mini-batch-kmeans",
                        () -> Subject.of(new MiniBatchKMeansMethod()).with("k = 3", "batch = 30")),
                slow("nmf-kmeans", () -> Subject.of(new NmfKMeansMethod()).with("k = 3", "restarts = 2")),
                slow("phenograph", () -> Subject.of(new PhenographMethod()).with("neighbours = 15")),
                slow("spectral", () -> Subject.of(new SpectralMethod()).with("k = 3", "restarts = 2")),
                slow(
                        "autoencoder-kmeans",
                        () -> Subject.of(new AutoencoderKMeansMethod())
                                .with("k = 3", "widths = [16]", "embedding = 3", "steps = 100", "batch = 30")),
                slow(
                        "ptae",
                        () -> Subject.of(new PtaeMethod())
                                .with(
                                        "k = 3",
                                        "network.shared = [3]",
                                        "training.epochs = 20",
                                        "training.restarts = 2")),
                slow(
                        "tvae",
                        () -> Subject.of(new TvaeMethod())
                                .with("k = 3", "training.epochs = 10", "training.restarts = 2", "network.hidden = 16")),
                slow(
                        "tcl",
                        () -> Subject.of(new TclMethod())
                                .with(
                                        "k = 3",
                                        "training.epochs = 5",
                                        "training.batch = 30",
                                        "network.code = 4",
                                        "start.kind = k-means")
                                .except(408, "what contrast tells apart are not clouds, as its paper says")),
                slow(
                        "trbm",
                        () -> Subject.of(new TrbmMethod())
                                .with("k = 3", "training.epochs = 10", "training.restarts = 2", "machine.hidden = 8")),
                slow("recurrent-deepwak", Ours::recurrent),
                slow("moesimvae", Ours::moeSimVae),
                slow("idc", Ours::idc),
                slow(
                        "ensemble",
                        () -> Subject.of(new EnsembleMethod())
                                .beside(new KMeansMethod(), new GaussianMixtureMethod())
                                .with(
                                        "k = 3",
                                        "members = [{ method = kmeans, k = 3, restarts = 2 }, { method = gmm, k ="
                                                + " 3 }]")
                                .except(209, "its members are functions, which are equal only to themselves")));
    }

    /** What makes its archive small as well. */
    Subject archived() {
        return id.equals("deepwak") ? subject.get().with("partitioner.width = 16") : subject.get();
    }

    /** One of them. */
    static Ours named(String id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    /** Those a build judges; all with {@code -Dcoterie.kit=all}, or those named, {@code -Dcoterie.kit=idc,tae}. */
    static List<Ours> wanted() {
        String wanted = System.getProperty("coterie.kit", "");
        List<String> names = List.of(wanted.split(","));
        return all().stream()
                .filter(each -> wanted.isEmpty() ? !each.slow() : wanted.equals("all") || names.contains(each.id()))
                .toList();
    }

    private static Ours quick(String id, Supplier<Subject> subject) {
        return new Ours(id, false, subject);
    }

    private static Ours slow(String id, Supplier<Subject> subject) {
        return new Ours(id, true, subject);
    }

    private static Subject recurrent() {
        return Subject.of(new RecurrentMethod())
                .with("k = 3", "stages = 2", "length = 100", "width = 16")
                .except(407, "two stages of three clusters are nine")
                .except(408, "nine clusters are finer than three clouds");
    }

    private static Subject moeSimVae() {
        return Subject.of(new MoeSimVaeMethod())
                .with(
                        "k = 3",
                        "training.steps = 100",
                        "training.batch = 30",
                        "network.encoder = [16]",
                        "network.gate = [16]",
                        "network.expert = [16]",
                        "network.code = 4",
                        "similarity.neighbours.of = raw")
                .except(209, "its sources of similarity are functions, which are equal only to themselves");
    }

    private static Subject idc() {
        return Subject.of(new IdcMethod())
                .with(
                        "k = 3",
                        "open-epochs = 2",
                        "gated-epochs = 10",
                        "head-epochs = 10",
                        "batch = 30",
                        "networks.widths = [32, 16]",
                        "networks.head = 32",
                        "networks.auxiliary = 32",
                        "global.epochs = 2")
                .except(408, "ten epochs are few: some rows stay with others");
    }
}
