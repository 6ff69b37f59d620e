package org.coterie.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.coterie.algorithms.KMeans;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Scores;
import org.coterie.api.Settings;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** k-means in three stages, two of them Java and one of steps: a sound method, or one with just one flaw. */
class Small implements Method<Small.Options> {
    static final String REFERENCE = """
        methods.small {
          # Number of clusters, 1 to 100.
          k = 3
          # Most iterations, 1 to 1000.
          iterations = 100
          # Divides distances, in the units of the data; 0.001 to 1000.
          scale = 1.0
          presets.paper {
            iterations = 10
          }
        }
        """;
    static final List<Thread> STARTED = new ArrayList<>();
    private static final AtomicInteger AT_WORK = new AtomicInteger();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Flaw flaw;

    Small(Flaw flaw) {
        this.flaw = flaw;
    }

    /** What may be wrong with it, and the check that finds it. */
    enum Flaw {
        NONE(0),
        ID_OF_INSTANCE(102),
        SAYS_NOTHING(103),
        THREAD_AT_BIRTH(104),
        PRESET_OUT_OF_RANGE(202),
        KEY_NOBODY_READS(203),
        KEY_WITHOUT_COMMENT(204),
        NO_BOUND(207),
        SETTINGS_OF_THE_MOMENT(209),
        CAMEL_CASE(211),
        TYPO_TAKEN(212),
        ROUNDS(213),
        DEAD_KEY(214),
        RANGE_UNSAID(215),
        SPEECHLESS(216),
        FEW_ROWS_TAKEN(303),
        CONSTANT_COLUMN_DIVIDED(306),
        LARGE_OVERFLOWS(308),
        SMALL_UNDERFLOWS(309),
        AS_MANY_ROWS_AS_CLUSTERS(316),
        ONE_CLUSTER_IN_HALVES(317),
        EVEN_ROWS_ONLY(318),
        ROOT_OF_NEGATIVES(319),
        OUTLIER_BREAKS(320),
        HALF_A_MEMBERSHIP(402),
        INFINITE_READOUT(405),
        CENTROID_TOO_MANY(406),
        CLUSTER_TOO_MANY(407),
        ONE_CLUSTER_FOR_ALL(408),
        NARROW_RECONSTRUCTION(411),
        WIDE_CENTROIDS(412),
        INFINITE_FAR(413),
        DRAWS_NANS(414),
        REPORTS_NAN(415),
        REPORT_SHOUTS(416),
        NOT_ALONE(502),
        ASKS_ITS_NEIGHBOURS(503),
        COUNTS_IN_WORDS(507),
        NAMES_COUNT(512),
        REMEMBERS_A_RUN(513),
        NEEDS_A_CLASS_LOADER(514),
        FIRST_ROWS(515),
        RANDOM_READOUT(516),
        LEFT_BY_CANCELLING(603),
        THREAD_LEFT(606),
        LEFT_BY_BREAKING(607),
        SWALLOWS_CANCELLING(608),
        SQUARE(609),
        FILE_LEFT(610),
        REMEMBERS_BETWEEN_STEPS(703),
        REMEMBERS_IN_A_FIELD(705),
        NAMES_BY_COUNTING(706),
        PRINTS(801),
        SETS_A_PROPERTY(802),
        SETS_THE_LANGUAGE(803),
        WRITES_A_FILE(804),
        TAKES_THE_HANDLER(805),
        SWALLOWS_INTERRUPTS(806),
        SETS_THE_STREAM(807),
        SETS_THE_LOGGING(808),
        CALLS_HOME(809),
        RENAMES_THE_THREAD(810),
        KEEPS_SETTINGS(901),
        DECLARES_LATE(902),
        KEEPS_A_TRACE(903),
        KEEPS_A_DESK(904),
        PROGRESS_FALLS(905),
        STREAM_TWICE(906),
        WRITES_NAN(907),
        OTHER_SPACE(908);

        final int check;

        Flaw(int check) {
            this.check = check;
        }
    }

    record Options(int k, int iterations, double scale, long moment, Optional<Settings> kept) {}

    /** Whose id is another in every instance. */
    static final class IdOfInstance extends Small {
        private final String id = "small-" + COUNT.incrementAndGet();

        public IdOfInstance() {
            super(Flaw.ID_OF_INSTANCE);
        }

        @Override
        public String id() {
            return id;
        }
    }

    /** Whose constructor starts a thread. */
    static final class ThreadAtBirth extends Small {

        public ThreadAtBirth() {
            super(Flaw.THREAD_AT_BIRTH);
            start();
        }
    }

    static Subject subject(Flaw flaw) {
        Small method = switch (flaw) {
            case ID_OF_INSTANCE -> new IdOfInstance();
            case THREAD_AT_BIRTH -> new ThreadAtBirth();
            default -> new Small(flaw);
        };
        String reference = switch (flaw) {
            case ID_OF_INSTANCE -> REFERENCE.replace("methods.small", "methods." + method.id());
            case PRESET_OUT_OF_RANGE -> REFERENCE.replace("iterations = 10\n", "iterations = -1\n");
            case KEY_NOBODY_READS -> REFERENCE.replace("  k = 3", "  k = 3\n  # Nothing.\n  colour = red");
            case KEY_WITHOUT_COMMENT -> REFERENCE.replace("  # Number of clusters, 1 to 100.\n", "");
            case CAMEL_CASE -> REFERENCE.replace("scale", "theScale");
            case RANGE_UNSAID -> REFERENCE.replace("Most iterations, 1 to 1000.", "Most iterations.");
            default -> REFERENCE;
        };
        return Subject.of(method, reference);
    }

    @Override
    public String id() {
        return "small";
    }

    @Override
    public String about() {
        return flaw == Flaw.SAYS_NOTHING ? " " : "k-means, for the trial of trials.";
    }

    @Override
    public Options settings(Settings in) {
        boolean lenient = flaw == Flaw.NO_BOUND || flaw == Flaw.SPEECHLESS;
        double scale = in.real(
                flaw == Flaw.CAMEL_CASE ? "theScale" : "scale", lenient ? -1e308 : 1e-3, lenient ? 1.7e308 : 1e3);
        if (flaw == Flaw.SPEECHLESS && Math.abs(scale) > 1e3) {
            in.problem("scale", "", "");
        }
        if (flaw == Flaw.TYPO_TAKEN) {
            in.has("iteration");
        }
        int k = flaw == Flaw.ROUNDS ? (int) in.real("k", 1, 100) : in.integer("k", 1, 100);
        int iterations = in.integer("iterations", 1, 1000);
        return new Options(
                k,
                flaw == Flaw.DEAD_KEY ? 100 : iterations,
                scale,
                flaw == Flaw.SETTINGS_OF_THE_MOMENT ? COUNT.incrementAndGet() : 0,
                flaw == Flaw.KEEPS_SETTINGS ? Optional.of(in) : Optional.empty());
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        int k = s.k() + (flaw == Flaw.CLUSTER_TOO_MANY ? 1 : 0);
        s.kept().ifPresent(in -> in.integer("k", 1, 100));
        if (problem.rows() < s.k() && flaw != Flaw.FEW_ROWS_TAKEN) {
            throw Fault.of("there are fewer rows than clusters")
                    .got(problem.rows())
                    .as(CoterieException.Kind.DATA);
        }
        Misdeeds.atPlanning(flaw, problem, s.k());
        int width = problem.features().width();
        Var<TFloat32> found = problem.vars().state("found", Shape.of(k, width), Init.zeros());
        Var<TFloat32> centres = problem.vars().state("centres", Shape.of(k, width), Init.zeros());
        Var<TFloat32> least = problem.vars().state("least", Shape.of(1, 1), Init.ones());
        Var<TFloat32> ticks = problem.vars().state("ticks", Shape.of(1, 1), Init.zeros());
        float[][] field = new float[1][];
        int[] beats = new int[1];
        int[] runs = new int[1];
        Plan plan = Plan.of(problem.vars())
                .stage(Stage.host("find", desk -> {
                    Misdeeds.atTheDesk(flaw, desk, problem, found);
                    float[] values = fitted(desk, Math.min(s.k(), problem.rows()), k, s);
                    values[0] += Misdeeds.offset(flaw, problem, runs[0]++);
                    field[0] = values;
                    desk.write(least, new float[] {leastRange(desk.data())});
                    desk.write(found, values);
                    desk.report(
                            flaw == Flaw.REPORT_SHOUTS ? "The Centre" : "centre",
                            flaw == Flaw.REPORTS_NAN ? Double.NaN : values[0]);
                }))
                .stage(Stage.host("settle", desk -> {
                    float[] values = flaw == Flaw.REMEMBERS_IN_A_FIELD
                            ? (field[0] == null ? new float[k * width] : field[0])
                            : desk.read(found);
                    desk.write(centres, values);
                }))
                .stage(Stage.steps("tick", 6)
                        .update(Update.write("count", (t, b) -> {
                            Misdeeds.atATrace(flaw, t);
                            t.write(ticks, old -> t.m().plus(old, 1));
                        }))
                        .everySteps(2, Stage.host("beat", desk -> {
                            beats[0]++;
                            Misdeeds.atABeat();
                            if (flaw == Flaw.REMEMBERS_BETWEEN_STEPS) {
                                desk.write(ticks, new float[] {10 * beats[0]});
                            }
                        })));
        plan.readout(
                Readout.perRow("assign", new Clusters(k), (t, x) -> nearest(t, x.value(), centres, least, k, s)),
                Readout.perRow("embed", problem.features(), (t, x) -> code(t, x.value(), problem)),
                Readout.fixed("centroids", problem.features(), t -> centroids(t, centres)),
                Readout.drawn(
                        "generate",
                        problem.features(),
                        width,
                        (t, cluster, noise) -> generated(t, t.m().pick(t.read(centres), cluster), noise)));
        Latent narrow = Latent.of(flaw == Flaw.NARROW_RECONSTRUCTION ? 1 : width);
        return plan.readout(Readout.perRow(
                "reconstruct", narrow, (t, x) -> Rows.of(narrow, t.m().columns(x.value(), 0, narrow.width()))));
    }

    private Operand<TFloat32> generated(Trace t, Operand<TFloat32> centres, Operand<TFloat32> noise) {
        Operand<TFloat32> near = t.m().add(centres, t.m().scale(noise, 0.1));
        return flaw == Flaw.DRAWS_NANS ? t.m().sqrt(t.m().plus(t.m().neg(t.m().abs(near)), -1)) : near;
    }

    private static float leastRange(Table rows) {
        float least = Float.MAX_VALUE;
        float most = 0;
        for (int j = 0; j < rows.columns(); j++) {
            float low = rows.at(0, j);
            float high = low;
            for (int i = 1; i < rows.rows(); i++) {
                low = Math.min(low, rows.at(i, j));
                high = Math.max(high, rows.at(i, j));
            }
            least = Math.min(least, high - low);
            most = Math.max(most, high - low);
        }
        return most == 0 ? 1 : least;
    }

    private float[] fitted(Desk desk, int some, int all, Options s) {
        AT_WORK.incrementAndGet();
        try {
            if (flaw == Flaw.NOT_ALONE) {
                LockSupport.parkNanos(60_000_000);
            }
            boolean turn = flaw == Flaw.NOT_ALONE && AT_WORK.get() > 1
                    || flaw == Flaw.COUNTS_IN_WORDS
                            && !"I".toLowerCase(Locale.getDefault()).equals("i");
            Table rows = desk.data();
            float[] values = flaw == Flaw.FIRST_ROWS
                    ? java.util.Arrays.copyOf(rows.toArray(), some * rows.columns())
                    : new KMeans(some, 3, s.iterations())
                            .fit(rows, desk.random("k-means"))
                            .centres()
                            .toArray();
            if (turn) {
                values[0] += 1e-3f;
            }
            float[] padded = java.util.Arrays.copyOf(values, all * rows.columns());
            for (int i = values.length; i < padded.length; i++) {
                padded[i] = values[i % values.length];
            }
            return padded;
        } finally {
            AT_WORK.decrementAndGet();
        }
    }

    private Rows<Clusters> nearest(
            Trace t, Operand<TFloat32> x, Var<TFloat32> centres, Var<TFloat32> least, int k, Options s) {
        Maths m = t.m();
        Operand<TFloat32> c = t.read(centres);
        Operand<TFloat32> rows = x;
        if (flaw == Flaw.ASKS_ITS_NEIGHBOURS) {
            // a row that is alone is moved
            Operand<TFloat32> others = m.sub(m.sumKept(m.square(x), -2), m.square(x));
            rows = m.add(rows, m.scale(m.sub(m.real(1), m.less(m.real(0), others)), 0.6));
        }
        Operand<TFloat32> scores =
                m.scale(m.sub(m.scale(m.dotBT(rows, c), 2), m.swap(m.sumKept(m.square(c), -1))), 1 / s.scale());
        if (flaw == Flaw.ONE_CLUSTER_FOR_ALL) {
            scores = m.scale(scores, 0);
        }
        Rows<Clusters> hard = t.hard(Rows.of(new Scores(k), scores));
        Operand<TFloat32> q = m.sumKept(m.square(x), -1);
        Operand<TFloat32> times = switch (flaw) {
            case HALF_A_MEMBERSHIP -> m.real(0.5);
            case LARGE_OVERFLOWS -> {
                Operand<TFloat32> p = m.plus(m.square(m.square(t.read(least))), 1);
                yield m.div(p, p);
            }
            case ONE_CLUSTER_IN_HALVES -> m.real(k == 1 ? 0.5 : 1);
            case ROOT_OF_NEGATIVES -> {
                // the rows themselves, so that what is trained stays in order
                Operand<TFloat32> p = m.sqrt(m.plus(m.sumKept(x, -1), 1e-3));
                yield m.div(p, p);
            }
            case SMALL_UNDERFLOWS -> {
                Operand<TFloat32> p = m.square(m.neg(m.max(m.neg(q), m.real(-1))));
                yield m.div(p, p);
            }
            case CONSTANT_COLUMN_DIVIDED -> m.div(t.read(least), t.read(least));
            default -> m.real(1);
        };
        return Rows.of(new Clusters(k), m.mul(hard.value(), times));
    }

    private Rows<Features> code(Trace t, Operand<TFloat32> x, Problem problem) {
        Maths m = t.m();
        Operand<TFloat32> code = switch (flaw) {
            case INFINITE_READOUT -> m.div(x, m.scale(x, 0));
            case INFINITE_FAR -> m.div(x, m.less(x, m.real(2)));
            case RANDOM_READOUT -> m.add(x, t.tf().random.randomUniform(t.tf().shape(x), TFloat32.class));
            case NAMES_BY_COUNTING ->
                t.tf().withName("code-" + COUNT.incrementAndGet()).identity(x);
            default -> x;
        };
        return Rows.of(
                flaw == Flaw.OTHER_SPACE
                        ? Features.of(
                                java.util.Collections.nCopies(problem.features().width(), "code"))
                        : problem.features(),
                code);
    }

    private Operand<TFloat32> centroids(Trace t, Var<TFloat32> centres) {
        Maths m = t.m();
        Operand<TFloat32> c = t.read(centres);
        return switch (flaw) {
            case CENTROID_TOO_MANY -> m.swap(m.beside(List.of(m.swap(c), m.swap(c))));
            case WIDE_CENTROIDS -> m.beside(List.of(c, c));
            default -> c;
        };
    }

    static void start() {
        Thread thread = new Thread(
                () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        LockSupport.parkNanos(1_000_000_000L);
                    }
                },
                "small-" + COUNT.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
        STARTED.add(thread);
    }
}
