package org.coterie.benchmarks;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.data.Table;
import org.coterie.runtime.graph.Streams;
import org.coterie.tensorized.Autoencoder;
import org.coterie.tensorized.Tensorized;
import org.coterie.tensorized.Training;

/**
 * What is timed: a plan on random rows, and the script and arguments of its PyTorch counterpart.
 *
 * @param name its name on the command line
 * @param about what it is
 * @param rows training rows
 * @param columns their columns
 * @param plan the plan
 * @param bar the ratio it must reach; 0 where it is only reported
 * @param reach the ratio it should reach; 0 where it is only reported
 * @param script the PyTorch script
 * @param arguments its arguments
 */
record Workload(
        String name,
        String about,
        int rows,
        int columns,
        Function<Problem, Plan> plan,
        double bar,
        double reach,
        String script,
        List<String> arguments) {

    /** All of them. Steps are chosen so that each takes a few seconds on two cores. */
    static List<Workload> all() {
        return List.of(
                deepwak("deepwak-128", 128, 12_800, 128, 3, false, 2, 3),
                deepwak("deepwak-256", 256, 6_400, 128, 3, false, 2, 3),
                deepwak("deepwak-1024", 1024, 1_600, 128, 3, false, 1.5, 2),
                deepwak("deepwak-published-256", 256, 800, 456, 5, true, 0, 0),
                new Workload(
                        "deepwak-naive-1853",
                        "DeePWAK head, 114-58-29-14, partitioner of 3 layers 128 wide, all 1853 rows at once; PyTorch with"
                                + " all pairs of rows, as the paper writes the kernel",
                        1853,
                        114,
                        new DeepwakHead(1853, 400, 128, 3, false)::plan,
                        5.5,
                        7.5,
                        "torch_deepwak_step.py",
                        words(
                                "--n 1853 --width 128 --lp 3 --act relu --forms naive --parts head --block 3 --warmup 1 --steps 7")),
                new Workload(
                        "deepwak-block-256",
                        "DeePWAK block of five such heads that learn together, linear pooling, batch 256; PyTorch's"
                                + " faster of stacked heads and one after the other",
                        2048,
                        114,
                        problem -> new DeepwakHead(256, 2_000, 128, 3, false).block(problem, 5),
                        1.5,
                        2,
                        "torch_deepwak_step.py",
                        words("--n 256 --width 128 --lp 3 --act relu --forms lowrank,stacked --parts block --block 10"
                                + " --warmup 2 --steps 10")),
                new Workload(
                        "tensorized-toy",
                        "TAE1, 150 rows of 5, two linear autoencoders of width 1, Lloyd's step included",
                        150,
                        5,
                        tensorized(1, 2, 1, 204_800),
                        8,
                        12,
                        "torch_tae_step.py",
                        words("--model tae1 --n 150 --d 5 --h 1 --k 2 --epochs 10000 --warmup 500")),
                new Workload(
                        "tensorized-restarts",
                        "the same, twenty restarts as one stack; steps of the whole stack",
                        150,
                        5,
                        tensorized(1, 2, 20, 40_960),
                        1,
                        0,
                        "torch_tae_step.py",
                        words("--model tae1 --n 150 --d 5 --h 1 --k 2 --restarts 20 --epochs 4000 --warmup 200")),
                new Workload(
                        "tensorized-digits",
                        "TAE1, 1000 rows of 784, five linear autoencoders of width 10, Lloyd's step included",
                        1000,
                        784,
                        tensorized(10, 5, 1, 400),
                        1.3,
                        0,
                        "torch_tae_step.py",
                        words("--model tae1 --n 1000 --d 784 --h 10 --k 5 --epochs 100 --warmup 10")),
                new Workload(
                        "idc-256",
                        "IDC stage 1 with gates, 784; 512-512-2048-10, batch 256",
                        1024,
                        784,
                        new IdcStage(256, 80)::plan,
                        1.5,
                        2.2,
                        "torch_idc_step.py",
                        words("--lean --phases s1_gated --repeats 8 --steps 4 --warmup 3")),
                new Workload(
                        "idc-published-256",
                        "the same step; PyTorch as published, coding rate over pairs of features, clean codes computed twice",
                        1024,
                        784,
                        new IdcStage(256, 80)::plan,
                        1.8,
                        2.5,
                        "torch_idc_step.py",
                        words("--phases s1_gated --repeats 8 --steps 4 --warmup 3")),
                new Workload(
                        "moesimvae-128",
                        "MoE-Sim-VAE, dense, 784; 3 x 500, code 68, ten experts routed, batch 128",
                        2000,
                        784,
                        new MoeStep(128, 200)::plan,
                        1.5,
                        2,
                        "torch_moe_step.py",
                        words("--steps 60 --warmup 10")),
                new Workload(
                        "idc-head-256",
                        "IDC stage 2, head 10-2048-10 on cached codes, batch 256; PyTorch as published, through the"
                                + " encoder",
                        1024,
                        784,
                        new IdcHead(256, 2_000)::plan,
                        8,
                        12,
                        "torch_idc_step.py",
                        words("--phases s2_head --repeats 8 --steps 20 --warmup 3")));
    }

    private static Workload deepwak(
            String name, int batch, int steps, int width, int layers, boolean published, double bar, double reach) {
        String activation = published ? "published" : "relu";
        long blocks = Math.max(5, steps / 400);
        return new Workload(
                name,
                "DeePWAK head, low-rank, 114-58-29-14, partitioner of " + layers + " layers " + width + " wide, batch "
                        + batch,
                8 * batch,
                114,
                new DeepwakHead(batch, steps, width, layers, published)::plan,
                bar,
                reach,
                "torch_deepwak_step.py",
                words("--n " + batch + " --width " + width + " --lp " + layers + " --act " + activation
                        + " --forms naive,lowrank --parts head --block 20 --warmup 2 --steps " + blocks));
    }

    private static Function<Problem, Plan> tensorized(int code, int k, int restarts, int steps) {
        Training how = Training.defaults()
                .start(Training.Start.Kind.K_MEANS_PLUS_PLUS)
                .restarts(restarts)
                .epochs(steps);
        Autoencoder network = Autoencoder.linear(code).penalty(Autoencoder.Penalty.onCode(0.01));
        return problem -> Tensorized.of(network, k).plan(problem, how);
    }

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }

    /** Random rows: clusters on a line each, entries from 0 to 1. */
    Table data(long seed) {
        RandomGenerator random = new Streams(seed).stream("data/" + name);
        float[] values = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            double along = random.nextGaussian();
            for (int j = 0; j < columns; j++) {
                double direction = (i + j) % 2 == 0 ? 0.5 : -0.5;
                values[i * columns + j] =
                        (float) (0.5 + 0.5 * Math.tanh(along * direction + 0.3 * random.nextGaussian()));
            }
        }
        return Table.of(rows, columns, values);
    }
}
