package org.coterie.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Our own methods, judged as anybody's. A build judges those whose fits are short; {@code -Dcoterie.kit=all} judges all. */
class OurMethodsTest {

    @TestFactory
    Stream<DynamicContainer> everyMethodOfOursKeepsWhatMethodsPromise() {
        return Ours.wanted().stream()
                .map(each -> DynamicContainer.dynamicContainer(
                        each.id(), MethodChecks.of(each.subject().get())));
    }
}
