package example.dec;

import org.coterie.testkit.MethodChecks;
import org.coterie.testkit.Subject;

/** What every method promises, of DEC. */
class DecTest extends MethodChecks {

    @Override
    protected Subject subject() {
        return Subject.of(new DecMethod()).with(SMALL);
    }

    static final String[] SMALL = {
        "k = 3", "widths = [16]", "code = 2", "pretraining = 150", "pretraining-rate = 0.01", "restarts = 2", "steps = 40",
        "batch = 30", "interval = 10"
    };
}
