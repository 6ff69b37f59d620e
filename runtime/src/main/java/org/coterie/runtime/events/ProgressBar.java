package org.coterie.runtime.events;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Tells a person how far a run is. On a terminal one line is rewritten at most ten times a second, in one print each,
 * padded instead of cleared, so that it does not flicker. Elsewhere plain lines: when stages begin and end, and in
 * between when another tenth is done, but not within two seconds of the last line, and at the latest after thirty.
 */
public final class ProgressBar implements Listener {
    private static final long SECOND = 1_000_000_000L;
    private static final int BAR = 20;

    private final PrintStream out;
    private final boolean terminal;
    private final int columns;
    private final LongSupplier nanos;
    private StageClock clock;
    private String stage = "";
    private int shown;
    private long last;
    private long tenth;
    private Map<String, Double> terms = Map.of();

    /**
     * Prints to a stream.
     *
     * @param terminal whether a carriage return goes back to the start of the line
     * @param columns width of the terminal
     * @param nanos a clock that never goes back, as {@link System#nanoTime}
     */
    public ProgressBar(PrintStream out, boolean terminal, int columns, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.columns = Math.max(20, columns);
        this.nanos = nanos;
        this.clock = new StageClock(nanos.getAsLong());
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.Progress e) {
            progress(e);
        } else if (event instanceof Event.StageStarted e) {
            stage = e.of() > 1 ? e.stage() + " (" + e.index() + "/" + e.of() + ")" : e.stage();
            clock = new StageClock(nanos.getAsLong());
            tenth = 0;
            terms = Map.of();
            begin(e.steps() > 0 ? stage + ", " + e.steps() + " steps" : stage);
        } else if (event instanceof Event.StageFinished e) {
            say(join(", ", stage + " done in " + StageClock.duration(e.seconds()), told()));
            terms = Map.of();
        } else if (event instanceof Event.Warning e) {
            say("warning: " + e.text());
        } else if (event instanceof Event.RunStarted e) {
            String from = e.step() > 0 ? ", resumed at step " + e.step() : "";
            say(e.name() + ": " + e.method() + from);
        } else if (event instanceof Event.RunFinished e) {
            say("done in " + StageClock.duration(e.seconds()) + ": " + e.folder());
        } else if (event instanceof Event.RunStopped e) {
            say("stopped: " + e.reason() + (e.next().isEmpty() ? "" : "\n" + e.next()));
        }
    }

    private void progress(Event.Progress e) {
        long now = nanos.getAsLong();
        clock.step(e.stageStep(), now);
        terms = e.terms(); // made into text only when shown: there may be ten thousand steps a second
        boolean full = e.stageStep() >= e.stageSteps();
        if (terminal) {
            if (full || now - last >= SECOND / 10) {
                last = now;
                rewrite(bar(e));
            }
            return;
        }
        long reached = e.stageSteps() > 0 ? 10 * e.stageStep() / e.stageSteps() : 0;
        boolean due = (reached > tenth && now - last >= 2 * SECOND) || now - last >= 30 * SECOND;
        if (due && !full) { // the end of the stage says the rest
            tenth = reached;
            last = now;
            out.println(plain(e));
        }
    }

    private String plain(Event.Progress e) {
        return join(", ", stage + " " + percent(e), "epoch " + e.epoch(), told(), clock.speed(), left(e));
    }

    private String bar(Event.Progress e) {
        int done = (int) Math.max(0, Math.min(BAR, e.stageSteps() > 0 ? BAR * e.stageStep() / e.stageSteps() : 0));
        String bar = "[" + "=".repeat(done) + (done < BAR ? ">" + " ".repeat(BAR - done - 1) : "") + "]";
        return join("  ", stage + " " + bar + " " + percent(e), "epoch " + e.epoch(), told(), clock.speed(), left(e));
    }

    private String left(Event.Progress e) {
        String left = clock.left(e.stageSteps() - e.stageStep());
        return left.isEmpty() ? "" : "ETA " + left;
    }

    private static String percent(Event.Progress e) {
        return e.stageSteps() > 0 ? 100 * e.stageStep() / e.stageSteps() + "%" : "step " + e.stageStep();
    }

    private String told() {
        return terms.entrySet().stream()
                .map(term -> term.getKey() + " " + String.format(Locale.ROOT, "%.4g", term.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String join(String between, String... parts) {
        return Arrays.stream(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
    }

    private void begin(String text) {
        last = nanos.getAsLong();
        if (terminal) {
            rewrite(text);
        } else {
            out.println(text);
        }
    }

    /** Shows one line in place of the last; one column stays free, since a full line would wrap. */
    private void rewrite(String text) {
        String fit = text.length() < columns ? text : text.substring(0, columns - 1);
        out.print("\r" + fit + " ".repeat(Math.max(0, shown - fit.length())));
        out.flush();
        shown = fit.length();
    }

    /** Prints lines that stay. */
    private void say(String text) {
        String padding = " ".repeat(Math.max(0, shown - text.length()));
        out.println((shown > 0 ? "\r" : "") + text + padding);
        out.flush();
        shown = 0;
        last = terminal ? last : nanos.getAsLong();
    }

    /** Ends a line that is still being rewritten; the stream stays open. */
    @Override
    public void close() {
        if (shown > 0) {
            out.println();
            shown = 0;
        }
    }
}
