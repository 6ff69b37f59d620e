package org.coterie.runtime.graph;

import org.tensorflow.proto.ConfigProto;

/**
 * How TensorFlow uses the processors. Sums depend on {@code intra}, so it is part of the provenance; the other two change the
 * speed only.
 *
 * @param intra threads that share one operation; the first session of a process decides it for all
 * @param caller whether operations run one after another on the calling thread: best where they are small
 */
public record Threads(int intra, boolean caller) {

    /** The number of processors, for operations that are large enough to share. */
    public static int available() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** As a session wants it. */
    public ConfigProto config() {
        ConfigProto.Builder config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(intra)
                .setInterOpParallelismThreads(caller ? -1 : Math.max(1, intra));
        if (caller) {
            config.setExperimental(ConfigProto.Experimental.newBuilder().setExecutorType("SINGLE_THREADED_EXECUTOR"));
        }
        return config.build();
    }
}
