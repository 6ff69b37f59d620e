package example.dec;

import org.coterie.api.Method;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Schedule;
import org.coterie.api.Settings;

/** The method {@code dec}: after pretraining the decoder is left behind, and KL(P‖Q) alone moves codes and centres. */
public final class DecMethod implements Method<DecSettings> {

    @Override
    public String id() {
        return "dec";
    }

    @Override
    public String about() {
        return "Deep embedded clustering: codes and centres sharpen their own memberships (Xie, Girshick and Farhadi 2016).";
    }

    @Override
    public DecSettings settings(Settings in) {
        return DecSettings.read(in);
    }

    @Override
    public Plan plan(Problem problem, DecSettings s) {
        return new Embedding(problem, s).plan(Optimizer.momentum("momentum", Schedule.constant(s.rate()), 0.9), 0, 1);
    }
}
