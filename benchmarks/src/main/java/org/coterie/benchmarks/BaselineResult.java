package org.coterie.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the fits of one baseline on one data set gave. */
final class BaselineResult {

    /** One fit: a line of {@link BaselineCell}. */
    record Fit(
            double acc,
            double nmi,
            double ari,
            int clusters,
            double noise,
            double fitSeconds,
            double assignSeconds,
            double inertia) {

        static Fit of(String[] cells) {
            return new Fit(
                    Double.parseDouble(cells[2]),
                    Double.parseDouble(cells[3]),
                    Double.parseDouble(cells[4]),
                    Integer.parseInt(cells[5]),
                    Double.parseDouble(cells[6]),
                    Double.parseDouble(cells[7]),
                    Double.parseDouble(cells[8]),
                    Double.parseDouble(cells[9]));
        }
    }

    final BaselineVariant variant;
    final List<Fit> fits = new ArrayList<>();
    String fault = "";

    BaselineResult(BaselineVariant variant) {
        this.variant = variant;
    }

    double median(ToDoubleFunction<Fit> of) {
        return Median.of(fits.stream().mapToDouble(of).toArray());
    }

    /** Median [least, most]; the median alone where there is one fit. */
    String spread(ToDoubleFunction<Fit> of) {
        String middle = String.format(Locale.ROOT, "%.3f", median(of));
        return fits.size() == 1
                ? middle
                : middle
                        + String.format(
                                Locale.ROOT,
                                " [%.3f, %.3f]",
                                fits.stream().mapToDouble(of).min().orElseThrow(),
                                fits.stream().mapToDouble(of).max().orElseThrow());
    }
}
