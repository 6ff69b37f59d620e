package example.dec;

import org.coterie.api.Method;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Schedule;
import org.coterie.api.Settings;

/** The method {@code idec}: L = L_r + γ·KL(P‖Q), the reconstruction L_r keeping the codes honest (Guo et al. 2017, equation 5). */
public final class IdecMethod implements Method<IdecMethod.Weighted> {

    /**
     * Its settings.
     *
     * @param of what it has in common with DEC
     * @param gamma weight of KL(P‖Q) beside the reconstruction
     */
    public record Weighted(DecSettings of, double gamma) {}

    @Override
    public String id() {
        return "idec";
    }

    @Override
    public String about() {
        return "DEC that goes on reconstructing, so that codes keep their neighbourhoods (Guo, Gao, Liu and Yin 2017).";
    }

    @Override
    public Weighted settings(Settings in) {
        return new Weighted(DecSettings.read(in), in.real("gamma", 0, 1e6));
    }

    @Override
    public Plan plan(Problem problem, Weighted s) {
        Optimizer adam = Optimizer.adam("adam", Schedule.constant(s.of().rate()));
        return new Embedding(problem, s.of()).plan(adam, 1, s.gamma());
    }
}
