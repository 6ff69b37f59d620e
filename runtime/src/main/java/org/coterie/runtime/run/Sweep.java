package org.coterie.runtime.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.model.store.AtomicFiles;
import org.coterie.model.store.Csv;
import org.coterie.model.store.IoFaults;
import org.coterie.runtime.config.hocon.Hocon;
import org.coterie.runtime.config.hocon.Problems;

/**
 * Performs the runs of a sweep, each in a process of its own: what one does, or how many there are at a time, changes no bit of
 * another. What is finished is not done again, what was stopped goes on, and what fails stops nothing else.
 */
public final class Sweep {
    private static final long LOOK = 200; // ms, in which a request to stop is seen

    private final SweepPlan plan;
    private final Launcher launcher;
    private final Consumer<String> say;

    /** With the plan, a way to start processes, and a listener of progress in words. */
    public Sweep(SweepPlan plan, Launcher launcher, Consumer<String> say) {
        this.plan = plan;
        this.launcher = launcher;
        this.say = say;
    }

    /** How the command line is started once more. */
    @FunctionalInterface
    public interface Launcher {
        /** The process to start for arguments such as {@code run x.conf}. */
        ProcessBuilder command(List<String> arguments);
    }

    /** How a run of a sweep stands. */
    public enum State {
        /** It had ended before. */
        BEFORE,
        /** It has ended now. */
        ENDED,
        /** It was stopped, or not begun; the same sweep goes on. */
        STOPPED,
        /** It could not be done. */
        FAILED
    }

    /**
     * A run of the sweep.
     *
     * @param member which
     * @param state how it stands
     * @param code what its process returned; 0 where there was none
     * @param message why it failed, in a line
     */
    public record Result(SweepPlan.Member member, State state, int code, String message) {}

    /** The folder of a run. */
    public Path folder(SweepPlan.Member member) {
        return plan.folder().resolve(member.name());
    }

    private Path log(SweepPlan.Member member) {
        return plan.folder().resolve("logs").resolve(member.name() + ".txt");
    }

    /**
     * Performs what is left to do.
     *
     * @param jobs how many at a time
     * @param cancelled asked several times a second; then children are asked to stop, and waited for
     * @return of every run, in the order of the plan
     */
    public List<Result> run(int jobs, BooleanSupplier cancelled) {
        Map<SweepPlan.Member, Result> results = new LinkedHashMap<>();
        Deque<SweepPlan.Member> waiting = new ArrayDeque<>();
        for (SweepPlan.Member member : plan.members()) {
            refuseOther(member);
            if (Finished.is(folder(member))) {
                results.put(member, new Result(member, State.BEFORE, 0, ""));
            } else {
                waiting.add(member);
            }
        }
        if (!results.isEmpty()) {
            say.accept(results.size() + " of " + plan.members().size() + " runs are finished already");
        }
        Map<SweepPlan.Member, Process> running = new LinkedHashMap<>();
        boolean stopping = false;
        try {
            while (!running.isEmpty() || (!waiting.isEmpty() && !stopping)) {
                if (!stopping && cancelled.getAsBoolean()) {
                    stopping = true;
                    running.values().forEach(Process::destroy); // they save, and say so in their logs
                }
                while (!stopping && running.size() < jobs && !waiting.isEmpty()) {
                    SweepPlan.Member next = waiting.remove();
                    running.put(next, start(next));
                }
                await(running);
                for (SweepPlan.Member member : List.copyOf(running.keySet())) {
                    Process process = running.get(member);
                    if (process != null && !process.isAlive()) {
                        running.remove(member);
                        Result result = ended(member, process.exitValue(), stopping);
                        results.put(member, result);
                        say.accept(results.size() + " of " + plan.members().size() + ": " + told(result));
                    }
                }
            }
        } finally {
            running.values().forEach(Process::destroy);
        }
        waiting.forEach(member -> results.put(member, new Result(member, State.STOPPED, 0, "not begun")));
        return plan.members().stream().map(results::get).toList();
    }

    /** A folder of the same name may hold a run of other settings, where the configuration has changed since. */
    private void refuseOther(SweepPlan.Member member) {
        Path conf = folder(member).resolve("resolved.conf");
        if (!Files.isRegularFile(conf)) {
            return;
        }
        var then = Finished.settings(
                Hocon.read(conf, List.of(), new Problems(conf.toString())).root());
        var now = Finished.settings(
                Hocon.reference(member.config().resolved(), conf.toString()).root());
        if (!then.equals(now)) {
            Set<String> keys = new LinkedHashSet<>(then.keySet());
            keys.addAll(now.keySet());
            keys.removeIf(key -> then.getOrDefault(key, "").equals(now.getOrDefault(key, "")));
            throw Fault.of("this folder holds a run of other settings")
                    .at(folder(member).toString())
                    .got(String.join(", ", keys.stream().limit(8).toList()) + " differ")
                    .advise("--set name=NAME, another name for the sweep, or move the folder away")
                    .as(Kind.CONFIG);
        }
    }

    private Process start(SweepPlan.Member member) {
        Path conf = plan.folder().resolve("configs").resolve(member.name() + ".conf");
        try {
            Files.createDirectories(conf.getParent());
            Files.createDirectories(log(member).getParent());
            AtomicFiles.write(conf, member.config().resolved().getBytes(StandardCharsets.UTF_8));
            boolean begun = Files.isRegularFile(folder(member).resolve("resolved.conf"));
            ProcessBuilder builder = launcher.command(
                            begun
                                    ? List.of("resume", folder(member).toString(), "--quiet")
                                    : List.of("run", conf.toString(), "--quiet"))
                    .redirectErrorStream(true)
                    .redirectOutput(log(member).toFile());
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw IoFaults.cannotWrite(conf, e);
        }
    }

    private static void await(Map<SweepPlan.Member, Process> running) {
        if (running.isEmpty()) {
            return;
        }
        CompletableFuture<?>[] ends =
                running.values().stream().map(Process::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.anyOf(ends).get(LOOK, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // look again whether it is to stop
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.of("the sweep was interrupted").as(Kind.CANCELLED, e);
        }
    }

    private Result ended(SweepPlan.Member member, int code, boolean stopping) {
        if (code == 0 && Finished.is(folder(member))) {
            return new Result(member, State.ENDED, 0, "");
        }
        if (stopping || code == 130 || code == 143) {
            return new Result(member, State.STOPPED, code, "stopped");
        }
        return new Result(member, State.FAILED, code, reason(member, code));
    }

    /** The line in which the process said what is wrong. */
    private String reason(SweepPlan.Member member, int code) {
        try {
            return Files.readAllLines(log(member), StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("coterie: "))
                    .findFirst()
                    .map(line -> line.substring("coterie: ".length()))
                    .orElse("it ended with code " + code + "; see " + log(member));
        } catch (IOException e) {
            return "it ended with code " + code;
        }
    }

    private String told(Result result) {
        String name = result.member().name();
        return switch (result.state()) {
            case BEFORE, ENDED -> {
                Map<String, Double> scores =
                        Finished.read(folder(result.member())).scores();
                yield name
                        + (scores.containsKey("acc")
                                ? String.format(java.util.Locale.ROOT, ", ACC %.3f", scores.get("acc"))
                                : " has ended");
            }
            case STOPPED -> name + " was stopped";
            case FAILED -> name + " failed: " + result.message();
        };
    }

    /** One line for each run: what is its own, how it stands, its numbers and those of k-means. Written below the sweep. */
    public Path table(List<Result> results) {
        Set<String> grid = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        Map<Result, Finished> finished = new LinkedHashMap<>();
        for (Result result : results) {
            grid.addAll(result.member().grid().keySet());
            if (result.state() == State.BEFORE || result.state() == State.ENDED) {
                Finished run = Finished.read(folder(result.member()));
                finished.put(result, run);
                names.addAll(run.scores().keySet());
            }
        }
        List<String> header = new ArrayList<>(List.of("run", "seed"));
        header.addAll(grid);
        header.addAll(List.of("state", "message"));
        header.addAll(names);
        names.forEach(name -> header.add("kmeans-" + name));
        Path file = plan.folder().resolve("sweep.csv");
        AtomicFiles.write(file, out -> {
            Csv csv = new Csv(out, header);
            for (Result result : results) {
                SweepPlan.Member member = result.member();
                List<Object> cells =
                        new ArrayList<>(List.of(member.name(), member.config().seed()));
                grid.forEach(key -> cells.add(member.grid().getOrDefault(key, "")));
                boolean has = finished.containsKey(result);
                cells.add(has ? "finished" : result.state().name().toLowerCase(java.util.Locale.ROOT));
                cells.add(result.message());
                Finished run = finished.get(result);
                for (String name : names) {
                    cells.add(run == null ? "" : value(run.scores(), name));
                }
                for (String name : names) {
                    cells.add(run == null ? "" : value(run.kmeans(), name));
                }
                csv.row(cells);
            }
        });
        return file;
    }

    private static Object value(Map<String, Double> scores, String name) {
        return scores.containsKey(name) ? (Object) scores.get(name) : "";
    }
}
