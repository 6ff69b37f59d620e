package org.coterie.testkit;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogManager;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Init;
import org.coterie.api.Problem;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.testkit.Small.Flaw;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What a {@link Small} with a flaw does that it should not, by the place where it does it. */
final class Misdeeds {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final List<InputStream> OPENED = new ArrayList<>();
    private static boolean left;
    private static Optional<Desk> desk = Optional.empty();
    private static Optional<Trace> trace = Optional.empty();

    private Misdeeds() {}

    /** After a test. */
    static void undo() throws IOException {
        for (InputStream in : OPENED) {
            in.close();
        }
        OPENED.clear();
        left = false;
        desk = Optional.empty();
        trace = Optional.empty();
    }

    static void atPlanning(Flaw flaw, Problem problem, int k) {
        int rows = problem.rows();
        switch (flaw) {
            case AS_MANY_ROWS_AS_CLUSTERS -> check(rows > k);
            case EVEN_ROWS_ONLY -> check(rows % 2 == 0 || rows <= k);
            case SQUARE -> problem.vars().perRow("near", Shape.of(rows));
            default -> {}
        }
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("this was not thought of");
        }
    }

    static void atATrace(Flaw flaw, Trace t) {
        if (flaw == Flaw.KEEPS_A_TRACE) {
            trace = Optional.of(t);
        }
    }

    /** Between steps: what was kept is used. */
    static void atABeat() {
        trace.ifPresent(Trace::mode);
        desk.ifPresent(Desk::clock);
    }

    /** What is added to the first centre of a fit. */
    static float offset(Flaw flaw, Problem problem, int runs) {
        return switch (flaw) {
            case NAMES_COUNT -> 1e-3f * problem.features().names().get(0).length();
            case REMEMBERS_A_RUN -> 1e-3f * runs;
            case LEFT_BY_BREAKING -> left ? 1e-3f : 0;
            case LEFT_BY_CANCELLING -> {
                boolean before = left;
                left = false; // the first fit after it, and no other
                yield before ? 1e-3f : 0;
            }
            default -> 0;
        };
    }

    static void atTheDesk(Flaw flaw, Desk here, Problem problem, Var<TFloat32> found) {
        try {
            here.progress(0.5);
        } catch (CoterieException e) {
            left |= flaw == Flaw.LEFT_BY_CANCELLING;
            if (flaw != Flaw.SWALLOWS_CANCELLING) {
                throw e;
            }
        } catch (RuntimeException e) {
            left |= flaw == Flaw.LEFT_BY_BREAKING;
            throw e;
        }
        switch (flaw) {
            case OUTLIER_BREAKS -> {
                for (float x : here.data().toArray()) {
                    check(Math.abs(x) < 1e29f);
                }
            }
            case DECLARES_LATE -> problem.vars().state("least", Shape.of(1, 1), Init.ones());
            case KEEPS_A_DESK -> desk = Optional.of(here);
            case PROGRESS_FALLS -> here.progress(0.25);
            case STREAM_TWICE -> here.random("k-means");
            case WRITES_NAN -> {
                float[] values = here.read(found);
                values[0] = Float.NaN;
                here.write(found, values);
            }
            default -> toTheProcess(flaw);
        }
    }

    private static void toTheProcess(Flaw flaw) {
        switch (flaw) {
            case PRINTS -> System.out.println("fitting");
            case SETS_A_PROPERTY -> System.setProperty("small.fits", "" + COUNT.incrementAndGet());
            case SETS_THE_LANGUAGE ->
                Locale.setDefault(Locale.getDefault().equals(Locale.FRANCE) ? Locale.ITALY : Locale.FRANCE);
            case WRITES_A_FILE, FILE_LEFT -> files(flaw);
            case TAKES_THE_HANDLER ->
                Thread.setDefaultUncaughtExceptionHandler(new Thread.UncaughtExceptionHandler() {
                    @Override
                    public void uncaughtException(Thread thread, Throwable e) {}
                });
            case SWALLOWS_INTERRUPTS -> Thread.interrupted();
            case THREAD_LEFT -> Small.start();
            case SETS_THE_STREAM -> System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
            case SETS_THE_LOGGING ->
                LogManager.getLogManager().getLogger("").setLevel(Level.parse("" + (700 + COUNT.incrementAndGet())));
            case CALLS_HOME -> {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), 9)) {
                    socket.getOutputStream().write(1);
                } catch (IOException e) {
                    COUNT.incrementAndGet(); // nobody is at home
                }
            }
            case RENAMES_THE_THREAD -> Thread.currentThread().setName("small-" + COUNT.incrementAndGet());
            case NEEDS_A_CLASS_LOADER -> check(Thread.currentThread().getContextClassLoader() != null);
            default -> {}
        }
    }

    private static void files(Flaw flaw) {
        try {
            if (flaw == Flaw.WRITES_A_FILE) {
                Files.writeString(Path.of("target", "..", "small-" + COUNT.incrementAndGet() + ".tmp"), "fitted");
            } else {
                Path file = Files.createTempFile("small", ".tmp");
                OPENED.add(new FileInputStream(file.toFile()));
                file.toFile().deleteOnExit();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
