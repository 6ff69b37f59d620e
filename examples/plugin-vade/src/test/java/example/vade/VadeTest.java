package example.vade;

import org.coterie.testkit.MethodChecks;
import org.coterie.testkit.Subject;

/** What every method promises, of VaDE. */
class VadeTest extends MethodChecks {

    @Override
    protected Subject subject() {
        return Subject.of(new VadeMethod())
                .with(
                        "k = 3",
                        "widths = [16]",
                        "code = 2",
                        "pretraining = 150",
                        "pretraining-rate = 0.01",
                        "steps = 40",
                        "batch = 30");
    }
}
