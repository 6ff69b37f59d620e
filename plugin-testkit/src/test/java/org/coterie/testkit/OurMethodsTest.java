package org.coterie.testkit;

import org.coterie.baselines.GaussianMixtureMethod;
import org.coterie.baselines.HdbscanMethod;
import org.coterie.baselines.KMeansMethod;
import org.coterie.baselines.LeidenMethod;
import org.coterie.deepwak.DeepwakMethod;
import org.coterie.deepwak.DewakssMethod;
import org.coterie.deepwak.RecurrentMethod;
import org.coterie.idc.IdcMethod;
import org.coterie.moesimvae.MoeSimVaeMethod;
import org.coterie.tensorized.TaeMethod;
import org.coterie.tensorized.TclMethod;
import org.coterie.tensorized.TrbmMethod;
import org.coterie.tensorized.TvaeMethod;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Our own methods, judged as anybody's. A build judges those whose fits are short; {@code -Dcoterie.kit=all} judges all. */
class OurMethodsTest {

    @Nested
    class KMeans extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new KMeansMethod()).with("k = 3", "restarts = 2");
        }
    }

    @Nested
    class Gmm extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new GaussianMixtureMethod()).with("k = 3");
        }
    }

    @Nested
    class Hdbscan extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new HdbscanMethod());
        }
    }

    @Nested
    class Leiden extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new LeidenMethod());
        }
    }

    @Nested
    class Deepwak extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new DeepwakMethod()).with("k = 3", "training.length = 100", "training.restarts = 2");
        }
    }

    @Nested
    class Dewakss extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new DewakssMethod()).with("groups = 2", "components = 2", "neighbours = 10");
        }
    }

    @Nested
    @EnabledIfSystemProperty(named = "coterie.kit", matches = "all")
    class Recurrent extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new RecurrentMethod())
                    .with("k = 3", "stages = 2", "length = 100", "width = 16")
                    .except(407, "two stages of three clusters are nine")
                    .except(408, "nine clusters are finer than three clouds");
        }
    }

    @Nested
    @EnabledIfSystemProperty(named = "coterie.kit", matches = "all")
    class Idc extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new IdcMethod())
                    .with(
                            "k = 3",
                            "open-epochs = 2",
                            "gated-epochs = 10",
                            "head-epochs = 10",
                            "batch = 30",
                            "networks.widths = [32, 16]",
                            "networks.head = 32",
                            "networks.auxiliary = 32",
                            "global.epochs = 2")
                    .except(408, "ten epochs are few: some rows stay with others");
        }
    }

    @Nested
    @EnabledIfSystemProperty(named = "coterie.kit", matches = "all")
    class MoeSimVae extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new MoeSimVaeMethod())
                    .with(
                            "k = 3",
                            "training.steps = 100",
                            "training.batch = 30",
                            "network.encoder = [16]",
                            "network.gate = [16]",
                            "network.expert = [16]",
                            "network.code = 4",
                            "similarity.neighbours.of = raw")
                    .except(209, "its sources of similarity are functions, which are equal only to themselves");
        }
    }

    @Nested
    class Tae extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new TaeMethod()).with("k = 3", "training.epochs = 20", "training.restarts = 2");
        }
    }

    @Nested
    @EnabledIfSystemProperty(named = "coterie.kit", matches = "all")
    class Tvae extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new TvaeMethod())
                    .with("k = 3", "training.epochs = 10", "training.restarts = 2", "network.hidden = 16");
        }
    }

    @Nested
    @EnabledIfSystemProperty(named = "coterie.kit", matches = "all")
    class Tcl extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new TclMethod())
                    .with(
                            "k = 3",
                            "training.epochs = 5",
                            "training.batch = 30",
                            "network.code = 4",
                            "start.kind = k-means");
        }
    }

    @Nested
    @EnabledIfSystemProperty(named = "coterie.kit", matches = "all")
    class Trbm extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new TrbmMethod())
                    .with("k = 3", "training.epochs = 10", "training.restarts = 2", "machine.hidden = 8");
        }
    }
}
