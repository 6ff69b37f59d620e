package org.coterie.testkit;

import org.coterie.baselines.KMeansMethod;
import org.coterie.deepwak.DeepwakMethod;
import org.junit.jupiter.api.Nested;

/** Our own methods, judged as anybody's. */
class OurMethodsTest {

    @Nested
    class KMeans extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new KMeansMethod()).with("k = 3", "restarts = 2");
        }
    }

    @Nested
    class Deepwak extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new DeepwakMethod()).with("k = 3", "training.length = 150", "training.restarts = 2");
        }
    }
}
