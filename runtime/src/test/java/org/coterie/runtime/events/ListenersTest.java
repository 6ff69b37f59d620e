package org.coterie.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ListenersTest {

    @Test
    void oneThatFailsIsClosedAndHearsNoMoreWhileTheOthersHearAll() {
        List<String> heard = new ArrayList<>();
        Listener failing = new Listener() {
            @Override
            public void on(Event event) {
                heard.add("failing");
                throw new IllegalStateException("broken on purpose, by a test");
            }

            @Override
            public void close() {
                heard.add("closed");
                throw new NoClassDefFoundError("broken on purpose, by a test");
            }
        };
        Listeners listeners = new Listeners(List.of(failing, event -> heard.add("healthy")));
        listeners.on(new Event.Warning("one"));
        listeners.on(new Event.Warning("two"));
        assertThatCode(listeners::close).doesNotThrowAnyException();
        assertThat(heard).containsExactly("failing", "closed", "healthy", "healthy");
    }

    @Test
    void aThinnedListenerHearsAFewStepsAndAlwaysTheLastBeforeAnythingElse() {
        List<Object> heard = new ArrayList<>();
        AtomicLong nanos = new AtomicLong(-5_000_000_000L);
        Listener thinned = new Thinned(
                event -> heard.add(event instanceof Event.Progress p ? (Object) p.step() : event), 10, nanos::get);
        Event done = new Event.StageFinished("a", 1);
        for (int step = 1; step <= 250; step++) {
            thinned.on(new Event.Progress("a", 1, step, 250, step, Map.of()));
            nanos.addAndGet(1_000_000);
        }
        thinned.on(done);
        thinned.on(done);
        nanos.addAndGet(100_000_000);
        thinned.on(new Event.Progress("b", 1, 1, 9, 251, Map.of()));
        thinned.on(new Event.Progress("b", 1, 2, 9, 252, Map.of()));
        thinned.close();
        assertThat(heard).containsExactly(1L, 101L, 201L, 250L, done, done, 251L, 252L);
    }
}
