package org.coterie.runtime.cli;

import java.nio.file.Path;
import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Transform;
import org.coterie.runtime.plugins.Installed;

/** Services that can be configured and listed, and nothing else. */
final class Toys {
    private static final String REFERENCE = """
            methods.toy {
              # Number of clusters, 2 to 99.
              k = 3
              # How it is trained.
              training {
                # Passes over the rows, 1 to 1000.
                epochs = 10
              }
              presets.paper { k = 10 }
            }
            """;

    private Toys() {}

    static Installed installed() {
        return Installed.of()
                .method(new Toy(), REFERENCE)
                .format(new Nothing(), "data.nothing { rows = 0 }")
                .transform(new Same(), "")
                .build();
    }

    record ToySettings(int k, int epochs) {}

    record Toy() implements Method<ToySettings> {
        @Override
        public String id() {
            return "toy";
        }

        @Override
        public String about() {
            return "Does nothing (A. Author, A paper, 2024).";
        }

        @Override
        public ToySettings settings(Settings in) {
            return new ToySettings(in.integer("k", 2, 99), in.integer("training.epochs", 1, 1000));
        }

        @Override
        public Plan plan(Problem problem, ToySettings settings) {
            throw new UnsupportedOperationException();
        }
    }

    record Nothing() implements DataFormat {
        @Override
        public String id() {
            return "nothing";
        }

        @Override
        public Opener settings(Settings in, Path folder) {
            int rows = in.integer("rows", 0, 9);
            return () -> {
                throw new UnsupportedOperationException("no " + rows + " rows");
            };
        }
    }

    record Same() implements Transform {
        @Override
        public String id() {
            return "same";
        }

        @Override
        public Fitter settings(Settings in) {
            return training -> restore(training.features(), Map.of());
        }

        @Override
        public Fitted restore(Features in, Map<String, double[]> state) {
            throw new UnsupportedOperationException();
        }
    }
}
