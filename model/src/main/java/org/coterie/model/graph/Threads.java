package org.coterie.model.graph;

import org.tensorflow.proto.ConfigProto;

/**
 * How TensorFlow uses the processors. Operations run side by side, as many as there are processors, and only half of the
 * processors share one operation: measured on two, a step whose operations are each left whole is faster, from the smallest to
 * IDC's 20 GFLOP, than one whose operations are split and wait for their parts. Sums depend on how an operation is split, so the
 * count is part of the provenance; the rest changes the speed only.
 *
 * @param count threads in all
 * @param caller whether operations run one after another on the calling thread: best where they are tiny
 */
public record Threads(int count, boolean caller) {

    /** The number of processors. */
    public static int available() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Threads that share one operation; the first session of a process decides it for all. */
    public int intra() {
        return Math.max(1, count / 2);
    }

    /** As a session wants it. */
    public ConfigProto config() {
        ConfigProto.Builder config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(intra())
                .setInterOpParallelismThreads(caller ? -1 : count);
        if (caller) {
            config.setExperimental(ConfigProto.Experimental.newBuilder().setExecutorType("SINGLE_THREADED_EXECUTOR"));
        }
        return config.build();
    }
}
