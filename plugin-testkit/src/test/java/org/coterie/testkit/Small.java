package org.coterie.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.coterie.algorithms.KMeans;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Fault;
import org.coterie.api.Init;
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
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** k-means in two stages: a sound method, or one with just one flaw. */
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
        FEW_ROWS_TAKEN(303),
        CONSTANT_COLUMN_DIVIDED(306),
        LARGE_OVERFLOWS(308),
        SMALL_UNDERFLOWS(309),
        HALF_A_MEMBERSHIP(402),
        INFINITE_READOUT(405),
        CENTROID_TOO_MANY(406),
        CLUSTER_TOO_MANY(407),
        ONE_CLUSTER_FOR_ALL(408),
        NOT_ALONE(502),
        ASKS_ITS_NEIGHBOURS(503),
        COUNTS_IN_WORDS(507),
        THREAD_LEFT(606),
        REMEMBERS_IN_A_FIELD(703),
        PRINTS(801),
        SETS_A_PROPERTY(802),
        SETS_THE_LANGUAGE(803),
        WRITES_A_FILE(804),
        TAKES_THE_HANDLER(805),
        SWALLOWS_INTERRUPTS(806);

        final int check;

        Flaw(int check) {
            this.check = check;
        }
    }

    record Options(int k, int iterations, double scale, long moment) {}

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
        double least = flaw == Flaw.NO_BOUND ? -1e308 : 1e-3;
        double most = flaw == Flaw.NO_BOUND ? 1.7e308 : 1e3;
        return new Options(
                in.integer("k", 1, 100),
                in.integer("iterations", 1, 1000),
                in.real(flaw == Flaw.CAMEL_CASE ? "theScale" : "scale", least, most),
                flaw == Flaw.SETTINGS_OF_THE_MOMENT ? COUNT.incrementAndGet() : 0);
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        int k = s.k() + (flaw == Flaw.CLUSTER_TOO_MANY ? 1 : 0);
        if (problem.rows() < s.k() && flaw != Flaw.FEW_ROWS_TAKEN) {
            throw Fault.of("there are fewer rows than clusters")
                    .got(problem.rows())
                    .as(CoterieException.Kind.DATA);
        }
        int width = problem.features().width();
        Var<TFloat32> found = problem.vars().state("found", Shape.of(k, width), Init.zeros());
        Var<TFloat32> centres = problem.vars().state("centres", Shape.of(k, width), Init.zeros());
        Var<TFloat32> least = problem.vars().state("least", Shape.of(1, 1), Init.ones());
        float[][] field = new float[1][];
        return Plan.of(problem.vars())
                .stage(Stage.host("find", desk -> {
                    misbehave();
                    float[] values = fitted(desk, Math.min(s.k(), problem.rows()), k, s);
                    field[0] = values;
                    desk.write(least, new float[] {leastRange(desk.data())});
                    desk.write(found, values);
                }))
                .stage(Stage.host("settle", desk -> {
                    float[] values = flaw == Flaw.REMEMBERS_IN_A_FIELD
                            ? (field[0] == null ? new float[k * width] : field[0])
                            : desk.read(found);
                    desk.write(centres, values);
                }))
                .readout(
                        Readout.perRow(
                                "assign", new Clusters(k), (t, x) -> nearest(t, x.value(), centres, least, k, s)),
                        Readout.perRow("embed", problem.features(), (t, x) -> code(t, x.value(), problem)),
                        Readout.fixed("centroids", problem.features(), t -> centroids(t, centres)));
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
            float[] values = new KMeans(some, 3, s.iterations())
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
            case LARGE_OVERFLOWS -> m.div(m.plus(m.square(q), 1), m.plus(m.square(q), 1));
            case SMALL_UNDERFLOWS -> {
                Operand<TFloat32> p = m.square(m.neg(m.max(m.neg(q), m.real(-1))));
                yield m.div(p, p);
            }
            case CONSTANT_COLUMN_DIVIDED -> m.div(t.read(least), t.read(least));
            default -> m.real(1);
        };
        return Rows.of(new Clusters(k), m.mul(hard.value(), times));
    }

    private Rows<org.coterie.api.Features> code(Trace t, Operand<TFloat32> x, Problem problem) {
        Maths m = t.m();
        Operand<TFloat32> code = flaw == Flaw.INFINITE_READOUT ? m.div(x, m.scale(x, 0)) : x;
        return Rows.of(problem.features(), code);
    }

    private Operand<TFloat32> centroids(Trace t, Var<TFloat32> centres) {
        Operand<TFloat32> c = t.read(centres);
        return flaw == Flaw.CENTROID_TOO_MANY ? t.m().swap(t.m().beside(List.of(t.m().swap(c), t.m().swap(c)))) : c;
    }

    private void misbehave() {
        switch (flaw) {
            case PRINTS -> System.out.println("fitting");
            case SETS_A_PROPERTY -> System.setProperty("small.fits", "" + COUNT.incrementAndGet());
            case SETS_THE_LANGUAGE ->
                Locale.setDefault(Locale.getDefault().equals(Locale.FRANCE) ? Locale.ITALY : Locale.FRANCE);
            case WRITES_A_FILE -> {
                try {
                    Files.writeString(Path.of("target", "..", "small-" + COUNT.incrementAndGet() + ".tmp"), "fitted");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            case TAKES_THE_HANDLER ->
                Thread.setDefaultUncaughtExceptionHandler(new Thread.UncaughtExceptionHandler() {
                    @Override
                    public void uncaughtException(Thread thread, Throwable e) {}
                });
            case SWALLOWS_INTERRUPTS -> Thread.interrupted();
            case THREAD_LEFT -> start();
            default -> {}
        }
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
