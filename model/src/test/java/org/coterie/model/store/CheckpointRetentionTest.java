package org.coterie.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.coterie.api.CoterieException;

class CheckpointRetentionTest {
    /** Waiting for the medium is most of the time, and not what this is about. */
    private static final Disk UNFORCED = new Disk() {
        @Override
        public void force(Path path) {}
    };

    /** Up to 3 is a checkpoint so many steps later; from 4 on one that is there is damaged, and the run goes back. */
    @Property(tries = 400)
    void theNewestUndamagedOneSurvivesWritingDamageAndGoingBack(
            @ForAll @IntRange(min = 1, max = 3) int keep,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 6) Integer> actions)
            throws IOException {
        Path folder = Files.createTempDirectory("checkpoints");
        try {
            Checkpoints checkpoints = new Checkpoints(UNFORCED, folder, keep);
            Set<Long> damaged = new HashSet<>();
            long step = 0;
            for (int action : actions) {
                NavigableSet<Long> whole = steps(folder);
                whole.removeAll(damaged);
                if (whole.isEmpty() || action <= 3) {
                    step += action;
                    checkpoints.write(step, Map.of("w", NdArray.of(new long[] {step})), Map.of());
                    damaged.remove(step);
                    whole.add(step);
                    assertThat(steps(folder).headSet(whole.last(), true)).hasSizeLessThanOrEqualTo(keep);
                } else {
                    long victim = List.copyOf(whole).get(action % whole.size());
                    String name = String.format(Locale.ROOT, "step-%08d", victim);
                    Files.writeString(folder.resolve(name).resolve("state.npz"), "x");
                    damaged.add(victim);
                    whole.remove(victim);
                    step = Math.max(0, victim - 2);
                }
                if (whole.isEmpty()) {
                    assertThatThrownBy(checkpoints::latest).isInstanceOf(CoterieException.class);
                } else {
                    Checkpoint latest = checkpoints.latest().orElseThrow();
                    assertThat(latest.step()).isEqualTo(whole.last());
                    assertThat(latest.state().get("w").longs()).containsExactly(whole.last());
                }
            }
        } finally {
            AtomicFiles.delete(folder);
        }
    }

    private static NavigableSet<Long> steps(Path folder) throws IOException {
        NavigableSet<Long> steps = new TreeSet<>();
        for (Path path : AtomicFiles.children(folder)) {
            steps.add(Long.parseLong(path.getFileName().toString().substring(5)));
        }
        return steps;
    }
}
