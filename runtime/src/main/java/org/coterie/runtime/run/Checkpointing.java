package org.coterie.runtime.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.coterie.model.store.NdArray;
import org.coterie.runtime.config.Checkpoints;
import org.coterie.runtime.train.Saver;

/** Writes checkpoints by the clock, by epochs, or both; when they are written changes no result. */
final class Checkpointing implements Saver {
    private final org.coterie.model.store.Checkpoints store;
    private final Checkpoints when;
    private final LongSupplier nanos;
    private long lastTime;
    private long lastEpoch;
    private Optional<Path> last;

    Checkpointing(
            org.coterie.model.store.Checkpoints store,
            Checkpoints when,
            LongSupplier nanos,
            Optional<Path> resumedFrom) {
        this.store = store;
        this.when = when;
        this.nanos = nanos;
        this.lastTime = nanos.getAsLong();
        this.last = resumedFrom;
    }

    @Override
    public boolean due(long epoch) {
        boolean byClock =
                when.everySeconds() > 0 && nanos.getAsLong() - lastTime >= when.everySeconds() * 1_000_000_000L;
        boolean byEpoch = when.everyEpochs() > 0 && epoch / when.everyEpochs() > lastEpoch / when.everyEpochs();
        if (byEpoch) {
            lastEpoch = epoch;
        }
        return byClock || byEpoch;
    }

    @Override
    public Path save(long step, Map<String, NdArray> state, Map<String, Object> progress) {
        Path written = store.write(step, state, progress);
        lastTime = nanos.getAsLong();
        last = Optional.of(written);
        return written;
    }

    @Override
    public Optional<Path> last() {
        return last;
    }
}
