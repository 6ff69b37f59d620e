package example.dec;

import org.coterie.testkit.MethodChecks;
import org.coterie.testkit.Subject;

/** What every method promises, of IDEC. */
class IdecTest extends MethodChecks {

    @Override
    protected Subject subject() {
        return Subject.of(new IdecMethod()).with(DecTest.SMALL);
    }
}
