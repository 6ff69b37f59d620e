package org.coterie.runtime.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Transform;
import org.coterie.runtime.plugins.Installed;

/** Small services to configure. */
final class Fakes {
    private Fakes() {}

    static final String HEADS = """
            methods.heads {
              k = 3
              label = null
              mask = none
              widths = [128, 128]
              columns = []
              strict = true
              training { epochs = 500, rate = 0.001, batch = 256 }
              presets.paper { training.epochs = 1000, k = 14 }
              presets.published-code { training.rate = 0.01 }
            }
            """;

    static final String VOTE = """
            methods.vote { members = [], share = 0.5 }
            """;

    static final String CSV = """
            data.csv { file = null, label = null, separator = ",", drop = [] }
            """;

    static final String TRANSFORMS = """
            transforms { z-score { }, impute { statistic = mean, at-most = 0.5 } }
            """;

    static Installed installed() {
        return Installed.of()
                .method(new Heads(), HEADS)
                .method(new Vote(), VOTE)
                .format(new Csv(), CSV)
                .transform(new Step("z-score"), TRANSFORMS)
                .transform(new Impute(), TRANSFORMS)
                .build();
    }

    enum Mask {
        NONE,
        TOP_VARIANCE
    }

    record Training(int epochs, double rate, int batch) {
        Training {
            if (batch > epochs * 1000) {
                throw new IllegalArgumentException("a batch cannot be that large");
            }
        }
    }

    record HeadSettings(
            int k,
            boolean labelled,
            Mask mask,
            List<Integer> widths,
            List<String> columns,
            boolean strict,
            Training training) {}

    record Heads() implements Method<HeadSettings> {
        @Override
        public String id() {
            return "heads";
        }

        @Override
        public String about() {
            return "A method for tests.";
        }

        @Override
        public HeadSettings settings(Settings in) {
            Settings training = in.section("training");
            HeadSettings read = new HeadSettings(
                    in.integer("k", 2, 10_000),
                    in.has("label") && !in.text("label").isEmpty(),
                    in.choice("mask", Mask.class),
                    in.integers("widths", 1, 65_536),
                    in.texts("columns"),
                    in.flag("strict"),
                    new Training(
                            training.integer("epochs", 1, 1_000_000),
                            training.real("rate", 0, 1),
                            in.integer("training.batch", 1, Integer.MAX_VALUE)));
            if (read.k() > 5000 && read.strict()) {
                in.problem("k", "at most 5000 when strict", "set strict = false");
            }
            return read;
        }

        @Override
        public Plan plan(Problem problem, HeadSettings settings) {
            throw new UnsupportedOperationException();
        }
    }

    record VoteSettings(List<Settings> members, double share) {}

    record Vote() implements Method<VoteSettings> {
        @Override
        public String id() {
            return "vote";
        }

        @Override
        public VoteSettings settings(Settings in) {
            return new VoteSettings(in.sections("members"), in.real("share", 0, 1));
        }

        @Override
        public Plan plan(Problem problem, VoteSettings settings) {
            throw new UnsupportedOperationException();
        }
    }

    /** Opens nothing; remembers in its name which file it would open. */
    record Csv() implements DataFormat {
        record Opening(Path file, boolean labelled, String separator, List<String> drop) implements Opener {
            @Override
            public org.coterie.api.data.Dataset open() {
                throw new UnsupportedOperationException();
            }
        }

        @Override
        public String id() {
            return "csv";
        }

        @Override
        public Opener settings(Settings in, Path folder) {
            String file = in.text("file");
            boolean labelled = in.has("label") && !in.text("label").isEmpty();
            return new Opening(folder.resolve(file), labelled, in.text("separator"), in.texts("drop"));
        }
    }

    static class Step implements Transform {
        private final String id;

        Step(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Fitter settings(Settings in) {
            return training -> {
                throw new UnsupportedOperationException();
            };
        }

        @Override
        public Fitted restore(Features in, Map<String, double[]> state) {
            throw new UnsupportedOperationException();
        }
    }

    static final class Impute extends Step {
        enum Statistic {
            MEAN,
            MEDIAN
        }

        Impute() {
            super("impute");
        }

        @Override
        public Fitter settings(Settings in) {
            in.choice("statistic", Statistic.class);
            in.real("at-most", 0, 1);
            return super.settings(in);
        }
    }
}
