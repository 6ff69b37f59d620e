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
import org.coterie.tensorized.TrbmMethod;
import org.coterie.tensorized.TvaeMethod;
import org.junit.jupiter.api.Nested;

/** Our own methods, judged as anybody's. */
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
            return Subject.of(new DewakssMethod());
        }
    }

    @Nested
    class Recurrent extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new RecurrentMethod()).with("k = 3", "stages = 2", "length = 100", "width = 16");
        }
    }

    @Nested
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
                            "global.epochs = 2");
        }
    }

    @Nested
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
                            "similarity.neighbours.of = raw");
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
    class Tvae extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new TvaeMethod())
                    .with("k = 3", "training.epochs = 10", "training.restarts = 2", "network.hidden = 16");
        }
    }

    @Nested
    class Trbm extends MethodChecks {
        @Override
        protected Subject subject() {
            return Subject.of(new TrbmMethod())
                    .with("k = 3", "training.epochs = 10", "training.restarts = 2", "machine.hidden = 8");
        }
    }
}
