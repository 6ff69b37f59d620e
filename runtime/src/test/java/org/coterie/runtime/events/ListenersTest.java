package org.coterie.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
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
}
