package org.coterie.testkit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.coterie.api.CoterieException.Kind;
import org.coterie.runtime.Fitted;

/** 6xx: cancelled, closed, gone. */
final class Life {

    private Life() {}

    static List<Check> checks() {
        return List.of(
                Check.required(
                        601,
                        "a fit that is cancelled at once ends as cancelled",
                        trial -> Claim.refused(
                                () -> trial.fit(trial.data(), 1, () -> true).close(), Kind.CANCELLED)),
                Check.required(602, "a fit that is cancelled under way ends as cancelled", trial -> {
                    AtomicInteger asked = new AtomicInteger();
                    trial.fit(trial.data(), 1, () -> {
                                asked.incrementAndGet();
                                return false;
                            })
                            .close();
                    Trial.needs(asked.get() >= 2, "more than one moment at which it can be cancelled");
                    int half = asked.get() / 2;
                    asked.set(0);
                    Claim.refused(
                            () -> trial.fit(trial.data(), 1, () -> asked.incrementAndGet() > half)
                                    .close(),
                            Kind.CANCELLED);
                }),
                Check.required(603, "after a fit that was cancelled another gives the same bits", trial -> {
                    float[] sound = Trial.bits(trial.fitted(), trial.rows());
                    AtomicInteger asked = new AtomicInteger();
                    Claim.clear(
                            () -> trial.fit(trial.data(), 1, () -> asked.incrementAndGet() > 1)
                                    .close(),
                            "cancelled");
                    try (Fitted again = trial.fit(trial.data(), Trial.SEED)) {
                        Claim.same(Trial.bits(again, trial.rows()), sound, "after a cancelled fit");
                    }
                }),
                Check.required(604, "it can be closed twice", trial -> {
                    Fitted model = trial.fit(trial.data(), 1);
                    model.close();
                    model.close();
                }),
                Check.required(605, "a closed model says so", trial -> {
                    Fitted model = trial.fit(trial.data(), 1);
                    model.close();
                    try {
                        model.assign(trial.rows());
                    } catch (RuntimeException e) {
                        Claim.that(
                                String.valueOf(e.getMessage()).contains("closed"), "what is said: " + e.getMessage());
                        return;
                    }
                    throw new AssertionError("a closed model answers");
                }),
                Check.required(606, "a fit leaves no thread", trial -> {
                    trial.fit(trial.data(), 1).close(); // the first starts threads that stay with TensorFlow
                    Set<Thread> before = Thread.getAllStackTraces().keySet();
                    trial.fit(trial.data(), 2).close();
                    for (Thread thread : Thread.getAllStackTraces().keySet()) {
                        Claim.that(
                                before.contains(thread) || !thread.isAlive() || ofTheMachine(thread),
                                "the thread " + thread.getName() + " is left");
                    }
                }));
    }

    private static boolean ofTheMachine(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || group.getName().equals("system")
                || thread.getName().startsWith("ForkJoinPool");
    }
}
