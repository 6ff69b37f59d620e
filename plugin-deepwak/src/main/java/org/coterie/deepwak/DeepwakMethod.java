package org.coterie.deepwak;

import org.coterie.algorithms.Linkage;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;
import org.coterie.deepwak.DeepwakSettings.Activation;
import org.coterie.deepwak.DeepwakSettings.Autoencoder;
import org.coterie.deepwak.DeepwakSettings.Block;
import org.coterie.deepwak.DeepwakSettings.PartitionerLayers;

/** The plugin: DeePWAK's partitioner and head from settings. From code, begin at {@link DeePWAK}. */
public final class DeepwakMethod implements Method<DeepwakSettings> {

    /** For {@link java.util.ServiceLoader}. */
    public DeepwakMethod() {}

    @Override
    public String id() {
        return "deepwak";
    }

    @Override
    public String about() {
        return "Clusters by which every row is best predicted from the others: a partitioned weighted affinity kernel,"
                + " with or without an autoencoder (DeePWAK preprint, January 2024).";
    }

    @Override
    public DeepwakSettings settings(Settings in) {
        return new DeepwakSettings(
                in.integer("k", 2, 10_000),
                new PartitionerLayers(
                        in.integer("partitioner.layers", 1, 20),
                        in.integer("partitioner.width", 0, 100_000),
                        in.choice("partitioner.activation", Activation.class),
                        in.choice("partitioner.first", Activation.class)),
                new Autoencoder(
                        in.choice("autoencoder.kind", Autoencoder.Kind.class),
                        in.integers("autoencoder.widths", 1, 100_000),
                        in.integer("autoencoder.embedding", 1, 100_000),
                        in.choice("autoencoder.activation", Activation.class),
                        in.choice("autoencoder.code", Activation.class),
                        in.choice("autoencoder.output", Activation.class)),
                new Pwak(
                        in.choice("kernel.normalization", Pwak.Normalization.class),
                        in.real("kernel.pseudo-count", 0, 1e6)),
                training(in.section("training")),
                block(in.section("block")));
    }

    private static Block block(Settings in) {
        int heads = in.integer("heads", 1, 1000);
        DeePWAKBlock.Pooling pooling = in.choice("pooling", DeePWAKBlock.Pooling.class);
        DeePWAKBlock.Fit fit = in.choice("fit", DeePWAKBlock.Fit.class);
        if (heads > 1 && pooling == DeePWAKBlock.Pooling.SUM && fit == DeePWAKBlock.Fit.INDEPENDENT) {
            in.problem(
                    "pooling",
                    "mean or linear for independent heads, each of which reconstructs the rows",
                    "set pooling = mean, or fit = joint");
            pooling = DeePWAKBlock.Pooling.MEAN;
        }
        return new Block(
                heads,
                pooling,
                fit,
                in.choice("consensus", Block.Rule.class),
                in.integer("clusters", 0, 10_000),
                in.integer("anchors", 2, Linkage.MOST),
                in.integer("follow-up", 1, 100_000_000));
    }

    private static Training training(Settings in) {
        Training.Length length =
                new Training.Length(in.integer("length", 1, 100_000_000), in.choice("unit", Training.Unit.class));
        int batch = in.integer("batch", 2, 1_000_000);
        Training.Rule optimizer = in.choice("optimizer", Training.Rule.class);
        double rate = in.real("rate", 1e-9, 10);
        Training.Pace pace = in.choice("pace", Training.Pace.class);
        double decay = in.real("decay", 0, 1);
        double mask = in.real("mask", 0, 0.95);
        double entropy = in.real("entropy", 0, 100);
        double balance = in.real("balance", 0, 100);
        int restarts = in.integer("restarts", 1, 100);
        if (decay > 0 && !Training.decays(optimizer)) {
            in.problem(
                    "decay",
                    "0 with optimizer sgd or adam, which do not decay weights",
                    "set optimizer = adam-w, or decay = 0");
            decay = 0;
        }
        if (entropy > 0 && balance == 0) {
            in.problem(
                    "entropy",
                    "a balance above 0 beside it: sharpening alone starves clusters",
                    "set balance to the same value, or entropy = 0");
            entropy = 0;
        }
        return new Training(length, batch, optimizer, rate, pace, decay, mask, entropy, balance, restarts);
    }

    @Override
    public Plan plan(Problem problem, DeepwakSettings s) {
        return s.block().heads() > 1
                ? s.blockOf(problem.features()).plan(problem, s.training())
                : s.architecture(problem.features()).plan(problem, s.training());
    }
}
